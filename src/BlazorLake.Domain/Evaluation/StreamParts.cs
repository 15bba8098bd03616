using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;

namespace BlazorLake.Domain.Evaluation;

/// <summary>The rule instances of one stream in parts: a large one made ready long ago, and small ones with what changed since.</summary>
/// <remarks>Immutable; thread-safe. What was replaced stays in its part's index but no longer counts. When there are many small parts, <see cref="Compacted"/> makes one of all.</remarks>
internal sealed class StreamParts(SlotTable slots, PathTable paths, IReadOnlyList<RulePart> parts)
{
    /// <summary>Instances that a change may compile again together with its own, so that small parts stay few.</summary>
    private const int MostRecompiled = 128;

    private const int MostParts = 8;

    public SlotTable Slots => slots;

    public PathTable Paths => paths;

    public IReadOnlyList<RulePart> All => parts;

    /// <summary>Matching costs more than it must: time for <see cref="Compacted"/>.</summary>
    public bool NeedsCompacting => parts.Count > MostParts || parts.Any(p => p.Instances.Length > MostRecompiled && p.AliveCount < p.Instances.Length * 3 / 4);

    /// <summary>Everything that is alive, for events of which nothing is known.</summary>
    public List<(RuleInstance Rule, bool MustVerify)> AllInOrder() =>
        [.. parts.SelectMany(p => p.Alive()).OrderBy(i => i.Order).Select(i => (i, true))];

    /// <param name="removed">For each part the numbers of instances that no longer run.</param>
    /// <param name="broken">Told of each instance that can't be made ready; it is left out.</param>
    public StreamParts With(IReadOnlyList<IReadOnlyCollection<int>> removed, IReadOnlyCollection<RuleInstance> added, Action<RuleInstance, Exception> broken)
    {
        var kept = parts.Select((p, i) => p.Without(removed[i])).Where(p => p.AliveCount > 0).ToList();
        if (added.Count == 0)
            return new StreamParts(slots, paths, kept);
        var fresh = added.ToList();
        while (kept.Count > 0 && fresh.Count + kept[^1].AliveCount <= MostRecompiled)
        {
            fresh.AddRange(kept[^1].Alive());
            kept.RemoveAt(kept.Count - 1);
        }

        var grown = new SlotTable(slots);
        kept.Add(Compile(grown, paths, fresh, broken));
        return new StreamParts(grown, paths, kept);
    }

    public StreamParts Compacted()
    {
        var fresh = new SlotTable();
        return new StreamParts(fresh, paths, [Compile(fresh, paths, parts.SelectMany(p => p.Alive()), (_, defect) => throw new InvalidOperationException("It was compiled before.", defect))]);
    }

    public static RulePart Compile(SlotTable slots, PathTable paths, IEnumerable<RuleInstance> instances, Action<RuleInstance, Exception> broken)
    {
        var builder = new RulePartBuilder(slots, paths);
        foreach (var instance in instances.OrderBy(i => i.Order))
        {
            try
            {
                builder.Add(instance);
            }
            catch (Exception defect)
            {
                broken(instance, defect);
            }
        }

        return builder.Build();
    }
}
