using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Index;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Gathers rule instances of a stream and makes their index.</summary>
internal sealed class RulePartBuilder(SlotTable slots, PathTable paths)
{
    private readonly List<RuleInstance> _instances = [];
    private readonly IndexBuilder _index = new(slots, paths);

    public int Count => _instances.Count;

    /// <summary>Instances of one rule are added one after another, and all in their order.</summary>
    /// <exception cref="Exception">The condition can't be made ready; the others are not affected.</exception>
    public void Add(RuleInstance instance)
    {
        _index.Add(instance.Rule.Definition.Match, instance.Parameters);
        _instances.Add(instance);
    }

    public RulePart Build() => new([.. _instances], _index.Build());
}
