using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BlazorLake.Persistence.PostgreSql;

/// <summary>For <c>dotnet ef migrations add</c>; it never connects.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<BlazorLakeContext>
{
    public BlazorLakeContext CreateDbContext(string[] args) =>
        new((DbContextOptions<BlazorLakeContext>)new DbContextOptionsBuilder<BlazorLakeContext>().UseBlazorLake(DatabaseKind.PostgreSql, "Host=localhost;Database=design").Options);
}
