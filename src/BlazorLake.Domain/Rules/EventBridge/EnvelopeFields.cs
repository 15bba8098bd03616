namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>What stands for the top level of an EventBridge event.</summary>
internal sealed class EnvelopeFields(Findings findings)
{
    private readonly Dictionary<string, PatternPath> _attributes = new(StringComparer.Ordinal)
    {
        ["source"] = PatternPath.Of(EventAttribute.Source),
        ["detail-type"] = PatternPath.Of(EventAttribute.Type),
        ["id"] = PatternPath.Of(EventAttribute.Id),
        ["time"] = PatternPath.Of(EventAttribute.Time),
    };

    /// <summary><c>detail</c>.</summary>
    public PatternPath Data { get; } = PatternPath.OfData();

    /// <summary>Null, with a note, when there is nothing like it here.</summary>
    public PatternPath? Find(string name, string pointer)
    {
        if (_attributes.TryGetValue(name, out var path))
        {
            if (name is "source" or "detail-type")
                findings.Differs(pointer, "The rule looks for source and detail-type in the event's attributes source and type. Publish events with both (CloudEvents has them); without, source is /streams/ and the stream's name, and type is the stream's name.");
            return path;
        }

        findings.LeftOut(pointer, $"'{FieldPathText.Shorten(name)}' is left out: an event here has id, source, type, subject, time and its data, which is what EventBridge calls detail. The rule does not look at it; if your events carry it in their data, add a condition.");
        return null;
    }
}
