namespace BlazorLake.Architecture.Tests;

/// <summary>Second net: what the compiled code really uses. It sees what comes in through a package's own packages.</summary>
public sealed class AssemblyReferenceTests
{
    private static readonly string[] BaseLibrary = ["System", "mscorlib", "netstandard"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["BlazorLake.Domain"] = [],
        ["BlazorLake.Lake"] = ["BlazorLake.Domain", "ParquetSharp", "Parquet", "DuckDB.NET", "AWSSDK", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options"],
        ["BlazorLake.Persistence"] =
        [
            "BlazorLake.Domain", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Npgsql", "Microsoft.AspNetCore.Identity", "Microsoft.AspNetCore.DataProtection",
            "Microsoft.Extensions",
        ],
        ["BlazorLake.Persistence.Sqlite"] = ["BlazorLake.Domain", "BlazorLake.Persistence", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Microsoft.AspNetCore.Identity", "Microsoft.Extensions"],
        ["BlazorLake.Persistence.PostgreSql"] = ["BlazorLake.Domain", "BlazorLake.Persistence", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.AspNetCore.Identity", "Microsoft.Extensions"],
        ["BlazorLake.Pipeline"] = ["BlazorLake.Domain", "MassTransit", "RabbitMQ.Client", "Hangfire.Core", "Microsoft.Extensions"],
    };

    [Fact]
    public void Assemblies_BelowThePortal_UseOnlyWhatTheirLayerMay()
    {
        var failures =
            from assembly in Code.Assemblies
            let name = assembly.GetName().Name!
            where Allowed.ContainsKey(name)
            from reference in assembly.GetReferencedAssemblies()
            where !BaseLibrary.Concat(Allowed[name]).Any(allowed => Matches(reference.Name!, allowed))
            select $"{name} uses {reference.Name}";
        Failures.None("A layer may use only what docs/architecture.md says.", failures);
    }

    [Fact]
    public void Slices_OfThePortal_LeaveBrokersAndFilesToTheLayersBelow()
    {
        string[] kept = ["MassTransit", "RabbitMQ.Client", "DuckDB.NET", "ParquetSharp", "Parquet.", "Microsoft.EntityFrameworkCore"];
        var failures =
            from type in Code.Types
            where type.Namespace!.StartsWith("BlazorLake.Portal.Features", StringComparison.Ordinal)
            from used in Members.TypesUsedBy(type)
            where kept.Any(prefix => (used.Namespace + ".").StartsWith(prefix.TrimEnd('.') + ".", StringComparison.Ordinal))
            select $"{type.FullName} uses {used.FullName}";
        Failures.None("Pages, components and endpoints talk to ports, never to a DbContext, a bus or DuckDB.", failures);
    }

    private static bool Matches(string name, string allowed) => name == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal);
}
