using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Turns an event pattern of Amazon EventBridge into a rule's <c>match</c>, and names what can't be carried over.</summary>
/// <remarks>
/// <c>detail</c> is the event's data; <c>source</c>, <c>detail-type</c>, <c>id</c> and <c>time</c> are its attributes <c>$source $type $id $time</c>; nothing else of
/// EventBridge's envelope exists here. What a pattern means is taken from the EventBridge user guide, "Comparison operators for use in event patterns", and from
/// aws/event-ruler. Never throws, whatever it is given. Thread-safe.
/// </remarks>
public static class EventBridgeImport
{
    /// <param name="pattern">JSON of at most <see cref="EventBridgeLimits.PatternBytes"/>.</param>
    public static EventBridgeReading Read(string pattern)
    {
        var size = Encoding.UTF8.GetByteCount(pattern);
        if (size > EventBridgeLimits.PatternBytes)
            return TooLarge(size);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(pattern), RuleReader.DocumentOptions);
            return Read(document.RootElement);
        }
        catch (JsonException defect)
        {
            return Defect($"This is not JSON (line {defect.LineNumber + 1}, byte {defect.BytePositionInLine + 1}), or it is nested deeper than {RuleLimits.DocumentDepth:N0}.");
        }
    }

    /// <param name="pattern">Nothing of it is kept.</param>
    public static EventBridgeReading Read(JsonElement pattern)
    {
        var size = JsonMarshal.GetRawUtf8Value(pattern).Length;
        if (size > EventBridgeLimits.PatternBytes)
            return TooLarge(size);
        var findings = new Findings();
        var match = new PatternReader(findings).Read(pattern);
        if (findings.Errors.Count == 0 && match is null)
            findings.Errors.Add("", "Nothing of this pattern can be carried over: all that it asks for is left out, and a rule without conditions would match every event.");
        else if (match is not null && Encoding.UTF8.GetByteCount(RuleWriter.Write(match)) is var written and > RuleLimits.DocumentBytes / 2)
            findings.Errors.Add("", $"The rule would have {written:N0} bytes, because each condition repeats the path of its field; at most {RuleLimits.DocumentBytes / 2:N0} are allowed. Split the pattern.");
        return new EventBridgeReading(findings.Errors.Count == 0 ? match : null, findings.Notes, findings.Errors.All);
    }

    private static EventBridgeReading TooLarge(int size) => Defect($"A pattern is at most {EventBridgeLimits.PatternBytes:N0} bytes; {size:N0} were given.");

    private static EventBridgeReading Defect(string message) => new(null, [], [new RuleError("", message)]);
}
