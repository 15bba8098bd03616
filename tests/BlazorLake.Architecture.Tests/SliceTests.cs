using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace BlazorLake.Architecture.Tests;

/// <summary>Third net: which slice knows which, from the instructions themselves.</summary>
public sealed class SliceTests
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Whole = new(() => new ArchLoader().LoadAssemblies([.. Code.Assemblies]).Build());

    public static TheoryData<string> Roots =>
    [
        "BlazorLake.Domain", "BlazorLake.Lake", "BlazorLake.Persistence", "BlazorLake.Pipeline", "BlazorLake.Portal.Features",
    ];

    [Theory]
    [MemberData(nameof(Roots))]
    public void Slices_OfOneLayer_DoNotKnowEachOtherInCircles(string root)
    {
        var edges = Edges(root);
        Failures.None($"Slices under {root} may depend on each other in one direction only.", Circles(edges).Select(pair => $"{pair.From} ⇄ {pair.To}: {pair.Why}"));
    }

    [Fact]
    public void Layers_Features_AreKnownToTheCompositionRootOnly()
    {
        var failures =
            from type in Whole.Value.Types
            where type.FullName.StartsWith("BlazorLake.Domain", StringComparison.Ordinal)
            from dependency in type.Dependencies
            where dependency.Target.FullName.StartsWith("BlazorLake.", StringComparison.Ordinal)
                && !dependency.Target.FullName.StartsWith("BlazorLake.Domain", StringComparison.Ordinal)
            select $"{type.FullName} → {dependency.Target.FullName}";
        Failures.None("The domain knows nothing but itself.", failures);
    }

    private static List<Edge> Edges(string root) =>
    [
        .. from type in Whole.Value.Types
           let slice = Slice(root, type)
           where slice is not null
           from dependency in type.Dependencies
           let other = Slice(root, dependency.Target)
           where other is not null && other != slice
           group $"{type.Name} → {dependency.Target.Name}" by (slice, other) into edge
           select new Edge(edge.Key.slice, edge.Key.other, edge.First()),
    ];

    /// <summary>Edges whose end reaches their start again.</summary>
    private static IEnumerable<Edge> Circles(List<Edge> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        return edges.Where(edge => Reaches(next, edge.To, edge.From, []));
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && next[from].Any(step => Reaches(next, step, to, seen)));

    private static string? Slice(string root, IType type)
    {
        var name = type.Namespace?.FullName ?? "";
        if (!name.StartsWith(root + ".", StringComparison.Ordinal) || name.Contains(".Migrations", StringComparison.Ordinal))
            return null;
        var rest = name[(root.Length + 1)..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? rest : rest[..dot];
    }

    private sealed record Edge(string From, string To, string Why);
}
