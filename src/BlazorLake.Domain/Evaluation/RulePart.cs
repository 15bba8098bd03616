using System.Collections;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching.Index;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Rule instances and the index over their conditions; some may have been replaced since.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class RulePart
{
    private readonly Dictionary<RuleId, (int First, int Count)> _byRule;
    private readonly BitArray? _dead;

    /// <summary>Rules with so many instances have them also by the hash of their values.</summary>
    private const int Many = 64;

    private readonly Dictionary<RuleId, (int[] Hashes, int[] Numbers)> _byValues;

    /// <param name="instances">By order, those of one rule together; numbered as in the index.</param>
    public RulePart(RuleInstance[] instances, MatcherIndex index)
        : this(instances, index, ByRule(instances), [], null, instances.Length)
    {
        foreach (var (rule, (first, count)) in _byRule.Where(r => r.Value.Count > Many))
        {
            int[] numbers = [.. Enumerable.Range(first, count)];
            int[] hashes = [.. numbers.Select(n => instances[n].Parameters.GetValueHash())];
            Array.Sort(hashes, numbers);
            _byValues.Add(rule, (hashes, numbers));
        }
    }

    private RulePart(
        RuleInstance[] instances,
        MatcherIndex index,
        Dictionary<RuleId, (int First, int Count)> byRule,
        Dictionary<RuleId, (int[] Hashes, int[] Numbers)> byValues,
        BitArray? dead,
        int aliveCount)
    {
        (Instances, Index, _byRule, _byValues, _dead, AliveCount) = (instances, index, byRule, byValues, dead, aliveCount);
    }

    public RuleInstance[] Instances { get; }

    public MatcherIndex Index { get; }

    public int AliveCount { get; }

    public bool IsAlive(int number) => _dead is null || !_dead[number];

    public IEnumerable<RuleInstance> Alive() => Instances.Where((_, number) => IsAlive(number));

    /// <summary>Instances of a rule, by number, that are alive.</summary>
    public IEnumerable<int> Of(RuleId rule) =>
        _byRule.TryGetValue(rule, out var range) ? Enumerable.Range(range.First, range.Count).Where(IsAlive) : [];

    /// <summary>Those of them that run with these values.</summary>
    public IEnumerable<int> Of(RuleId rule, ParameterValues values)
    {
        var text = values.ToJson();
        return Candidates(rule, values.GetValueHash()).Where(n => IsAlive(n) && Instances[n].Parameters.ToJson() == text);
    }

    private IEnumerable<int> Candidates(RuleId rule, int hash)
    {
        if (!_byValues.TryGetValue(rule, out var sorted))
            return Of(rule).Where(n => Instances[n].Parameters.GetValueHash() == hash);
        var at = Array.BinarySearch(sorted.Hashes, hash);
        while (at > 0 && sorted.Hashes[at - 1] == hash)
            at--;
        return at < 0 ? [] : Enumerable.Range(at, sorted.Hashes.Length - at).TakeWhile(i => sorted.Hashes[i] == hash).Select(i => sorted.Numbers[i]);
    }

    /// <summary>Also of one that is no longer alive; null when there is none.</summary>
    public long? LastOrderOf(RuleId rule) => _byRule.TryGetValue(rule, out var range) ? Instances[range.First + range.Count - 1].Order : null;

    /// <summary>The same without some of its instances; the index stays.</summary>
    public RulePart Without(IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count == 0)
            return this;
        var dead = _dead is null ? new BitArray(Instances.Length) : new BitArray(_dead);
        foreach (var number in numbers)
            dead[number] = true;
        return new RulePart(Instances, Index, _byRule, _byValues, dead, AliveCount - numbers.Count);
    }

    private static Dictionary<RuleId, (int First, int Count)> ByRule(RuleInstance[] instances)
    {
        var byRule = new Dictionary<RuleId, (int First, int Count)>();
        for (var first = 0; first < instances.Length;)
        {
            var end = first + 1;
            while (end < instances.Length && instances[end].Rule.Id == instances[first].Rule.Id)
                end++;
            byRule[instances[first].Rule.Id] = (first, end - first);
            first = end;
        }

        return byRule;
    }
}
