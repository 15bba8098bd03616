using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;

namespace BlazorLake.Domain.Evaluation;

/// <summary>The rule instances of one stream in parts: a large one made ready long ago, and small ones with what changed since.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class StreamParts(SlotTable slots, PathTable paths, IReadOnlyList<RulePart> parts)
{
    public SlotTable Slots => slots;

    public PathTable Paths => paths;

    public IReadOnlyList<RulePart> All => parts;

    public int AliveCount => parts.Sum(p => p.AliveCount);

    /// <summary>Everything that is alive, for events of which nothing is known.</summary>
    public List<(RuleInstance Rule, bool MustVerify)> AllInOrder() =>
        [.. parts.SelectMany(p => p.Alive()).OrderBy(i => i.Order).Select(i => (i, true))];
}
