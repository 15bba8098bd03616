using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>A condition made ready for events.</summary>
internal abstract class PlainNode
{
    public abstract bool Holds(EventView view);

    /// <summary>Writes this node as an object of an explanation; true when it holds. Every part is looked at, also after the outcome is sure.</summary>
    public abstract bool Explain(EventView view, Utf8JsonWriter writer);
}

internal sealed class GroupNode(Condition.Group group, PlainNode[] parts) : PlainNode
{
    public override bool Holds(EventView view)
    {
        var isAll = group is Condition.All;
        foreach (var part in parts)
        {
            if (part.Holds(view) != isAll)
                return Outcome(isCutShort: true);
        }

        return Outcome(isCutShort: false);
    }

    public override bool Explain(EventView view, Utf8JsonWriter writer)
    {
        var isAll = group is Condition.All;
        var isCutShort = false;
        writer.WriteStartObject();
        writer.WriteStartArray(group.Name);
        foreach (var part in parts)
            isCutShort |= part.Explain(view, writer) != isAll;
        writer.WriteEndArray();
        var outcome = Outcome(isCutShort);
        writer.WriteBoolean("result", outcome);
        writer.WriteEndObject();
        return outcome;
    }

    // A false part cuts "all" short; a true part cuts "any" and "none" short.
    private bool Outcome(bool isCutShort) => group is Condition.Any ? isCutShort : !isCutShort;
}

internal sealed class ComparisonNode(Condition.Comparison comparison, int slot, int otherSlot, IReadOnlyList<Scalar> operands, ValueTest test) : PlainNode
{
    public override bool Holds(EventView view) => test.Holds(view[slot], view);

    public override bool Explain(EventView view, Utf8JsonWriter writer)
    {
        var outcome = test.Holds(view[slot], view);
        ExplanationWriter.Write(writer, comparison, operands, view[slot], otherSlot < 0 ? null : view[otherSlot], outcome);
        return outcome;
    }
}
