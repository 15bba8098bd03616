using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Persistence.Sqlite;

/// <summary>For <c>dotnet ef migrations add</c>; it never connects.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<BlazorLakeContext>
{
    public BlazorLakeContext CreateDbContext(string[] args) => new ServiceCollection()
        .AddPersistence(DatabaseKind.Sqlite, "Data Source=design.db")
        .BuildServiceProvider()
        .GetRequiredService<IDbContextFactory<BlazorLakeContext>>()
        .CreateDbContext();
}
