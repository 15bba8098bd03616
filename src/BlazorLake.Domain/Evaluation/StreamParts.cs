using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;

namespace BlazorLake.Domain.Evaluation;

/// <summary>The rule instances of one stream in parts: a large one made ready long ago, and small ones with what changed since.</summary>
/// <remarks>
/// Immutable; thread-safe. What was replaced stays in its part's index but no longer counts. When there are many parts, <see cref="Compacted"/> makes one of the last:
/// of so many that each part is several times as large as all after it, so that what is large is rarely made anew.
/// </remarks>
internal sealed class StreamParts(SlotTable slots, PathTable paths, IReadOnlyList<RulePart> parts)
{
    /// <summary>Instances that a change may compile again together with its own, so that small parts stay few.</summary>
    private const int MostRecompiled = 16;

    private const int MostParts = 8;

    /// <summary>Parts kept by <see cref="Compacted"/> at most: the others make room for changes to come.</summary>
    private const int MostKept = 4;

    /// <summary>A part is kept if it is so many times as large as all after it.</summary>
    private const int Step = 4;

    public SlotTable Slots => slots;

    public PathTable Paths => paths;

    public IReadOnlyList<RulePart> All => parts;

    /// <summary>Matching costs more than it must: time for <see cref="Compacted"/>.</summary>
    public bool NeedsCompacting => parts.Count > MostParts || parts.Any(IsSparse);

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
        var kept = CountKept();
        var grown = kept == 0 ? new SlotTable() : new SlotTable(slots);
        var merged = Compile(grown, paths, parts.Skip(kept).SelectMany(p => p.Alive()), (_, defect) => throw new InvalidOperationException("It was compiled before.", defect));
        return new StreamParts(grown, paths, [.. parts.Take(kept), merged]);
    }

    private int CountKept()
    {
        var whole = parts.TakeWhile(p => !IsSparse(p)).Count();
        var (kept, after) = (parts.Count, 0);
        while (kept > 0 && (kept >= MostKept || kept == parts.Count || kept > whole || parts[kept - 1].AliveCount < after * Step))
            after += parts[--kept].AliveCount;
        return kept;
    }

    private static bool IsSparse(RulePart part) => part.Instances.Length > MostRecompiled && part.AliveCount < part.Instances.Length * 3 / 4;

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
