using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Persistence.PostgreSql;

/// <summary>For <c>dotnet ef migrations add</c>; it never connects.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<BlazorLakeContext>
{
    public BlazorLakeContext CreateDbContext(string[] args) => new ServiceCollection()
        .AddPersistence(DatabaseKind.PostgreSql, "Host=localhost;Database=design")
        .BuildServiceProvider()
        .GetRequiredService<IDbContextFactory<BlazorLakeContext>>()
        .CreateDbContext();
}
