using System.Xml.Linq;
using BlazorLake.Testing;

namespace BlazorLake.Architecture.Tests;

/// <summary>First net: what the project files ask for. It sees a reference nobody uses yet.</summary>
public sealed class ProjectReferenceTests
{
    private const string Any = "*";

    // Everything but the base class library that a project may name: projects without "BlazorLake.", and packages.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Lake"] = ["Domain", "ParquetSharp", "Parquet.Net", "DuckDB.NET.Data.Full", "AWSSDK.S3"],
        ["Persistence"] =
        [
            "Domain", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.EntityFrameworkCore.Sqlite", "Npgsql.EntityFrameworkCore.PostgreSQL",
            "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.AspNetCore.DataProtection.EntityFrameworkCore",
        ],
        ["Persistence.Sqlite"] = ["Persistence", "Microsoft.EntityFrameworkCore.Design"],
        ["Persistence.PostgreSql"] = ["Persistence", "Microsoft.EntityFrameworkCore.Design"],
        ["Pipeline"] = ["Domain", "MassTransit", "MassTransit.RabbitMQ", "RabbitMQ.Client", "Hangfire.Core"],
        ["Delivery"] = ["Domain", "Microsoft.Extensions.Http", "Microsoft.Extensions.Http.Resilience", "MailKit", "Fluid.Core"],
        ["Portal"] = [Any],
    };

    [Fact]
    public void Projects_OfSource_ReferenceOnlyWhatTheirLayerMay()
    {
        var failures =
            from file in SourceFiles.With(".csproj")
            where file.StartsWith("src/", StringComparison.Ordinal)
            let project = Path.GetFileNameWithoutExtension(file)["BlazorLake.".Length..]
            from reference in References(file)
            where !IsAllowed(project, reference)
            select $"{file} references {reference}";
        Failures.None("A project may reference only what docs/architecture.md says.", failures);
    }

    [Fact]
    public void Projects_OfSource_AreThoseOfTheArchitecture()
    {
        var projects = SourceFiles.With(".csproj").Where(file => file.StartsWith("src/", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)["BlazorLake.".Length..]);
        Failures.None("A new project needs a line in docs/architecture.md and in this test.", projects.Except(Allowed.Keys));
    }

    [Fact]
    public void Versions_OfPackages_AreInOnePlace()
    {
        var failures =
            from file in SourceFiles.With(".csproj")
            from reference in XDocument.Load(RepositoryFolder.Combine(file)).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{file}: {reference.Attribute("Include")?.Value}";
        Failures.None("Versions belong in Directory.Packages.props.", failures);
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = SourceFiles.Text("BlazorLake.sln").Replace('\\', '/');
        Failures.None("Every project is in BlazorLake.sln.", SourceFiles.With(".csproj").Where(file => !solution.Contains(file, StringComparison.Ordinal)));
    }

    private static bool IsAllowed(string project, string reference) =>
        Allowed.TryGetValue(project, out var allowed) && (allowed.Contains(Any) || allowed.Contains(reference));

    private static IEnumerable<string> References(string file)
    {
        var project = XDocument.Load(RepositoryFolder.Combine(file));
        var projects = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))["BlazorLake.".Length..]);
        var packages = project.Descendants("PackageReference").Concat(project.Descendants("FrameworkReference")).Select(reference => reference.Attribute("Include")?.Value ?? "");
        return projects.Concat(packages);
    }
}
