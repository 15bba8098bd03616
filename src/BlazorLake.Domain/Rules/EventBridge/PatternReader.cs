using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Reads the objects of a pattern: all members must hold, of a <c>$or</c> one alternative.</summary>
/// <remarks>Recursive to <see cref="EventBridgeLimits.Depth"/>. One pattern each.</remarks>
internal sealed class PatternReader(Findings findings)
{
    private const string Or = "$or";

    // Inside a $or these would be taken for operators; EventBridge then takes "$or" for the name of a field.
    private static readonly string[] Reserved =
    [
        .. OperatorReader.Names, "=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after", "date-before",
        "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range",
    ];

    private readonly AlternativesReader _alternatives = new(findings);
    private readonly EnvelopeFields _envelope = new(findings);
    private int _orCount;

    /// <summary>Null when nothing could be carried over, or errors were found.</summary>
    public Condition? Read(JsonElement pattern) => ReadObject(pattern, new Place(null, "", [], 1));

    private Condition? ReadObject(JsonElement element, Place place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            findings.Errors.Add(place.Pointer, $"A pattern is an object such as {{\"source\": [\"my.shop\"], \"detail\": {{\"state\": [\"paid\"]}}}}; {Words.Given(element)} was given.");
            return null;
        }

        if (place.Depth > EventBridgeLimits.Depth)
        {
            findings.Errors.Add(place.Pointer, $"The pattern is nested deeper than {EventBridgeLimits.Depth} objects.");
            return null;
        }

        var parts = new List<Condition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in Words.MembersOf(element))
        {
            var pointer = RuleErrors.Join(place.Pointer, name);
            if (name.Contains('\uFFFD', StringComparison.Ordinal))
                findings.Errors.Add(pointer, "This name has a character that can't be read, such as half a surrogate pair.");
            else if (!names.Add(name))
                findings.Errors.Add(pointer, $"'{FieldPathText.Shorten(name)}' is given twice.");
            else if (ReadMember(name, value, place with { Pointer = pointer, Depth = place.Depth + 1 }) is { } part)
                parts.AddRange(part is Condition.All all ? all.Parts : [part]);
        }

        if (!element.EnumerateObject().Any())
            findings.Errors.Add(place.Pointer, "An empty object asks for nothing; EventBridge refuses it too. Name at least one field.");
        return Combine(parts, isAll: true);
    }

    private Condition? ReadMember(string name, JsonElement value, Place place)
    {
        if (name == Or && IsAlternatives(value))
            return ReadOr(value, place);
        if (name == Or)
            findings.Differs(place.Pointer, "'$or' is taken for the name of a field, as EventBridge does, because it is not an array of objects whose names are fields.");
        if (place.Within is { } within)
            return ReadField(value, place, within.Member(name, place.Pointer));
        if (name == "detail")
            return value.ValueKind == JsonValueKind.Object ? ReadObject(value, place with { Within = _envelope.Data }) : NoObject(place);
        if (_envelope.Find(name, place.Pointer) is not { } attribute)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            return ReadField(value, place, attribute);
        findings.Errors.Add(place.Pointer, $"'{name}' is text in every event, so nothing can be below it. Give an array of alternatives such as [\"...\"].");
        return null;
    }

    private Condition? ReadField(JsonElement value, Place place, PatternPath path)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return ReadObject(value, place with { Within = path });
        if (value.ValueKind != JsonValueKind.Array)
        {
            findings.Errors.Add(place.Pointer, $"A field takes an array of alternatives, such as [\"paid\"], or an object of fields below it; {Words.Given(value)} was given.");
            return null;
        }

        var field = path.Field!;
        if (field.Text.Length > FieldPath.MaxLength)
        {
            findings.Errors.Add(place.Pointer, $"The path of this field has {field.Text.Length:N0} characters; at most {FieldPath.MaxLength:N0} are allowed.");
            return null;
        }

        if (field.Segments.Any(s => s.Contains('.', StringComparison.Ordinal)))
            findings.Differs(place.Pointer, $"{FieldPathText.Shorten(field.Text)} has a dot in a name. EventBridge takes 'a.b' also for field b inside a; here it is only the field whose name has the dot.");
        path.AddCondition(place.Trail, place.Pointer, findings);
        return _alternatives.Read(value, field, place.Pointer);
    }

    private Condition? ReadOr(JsonElement alternatives, Place place)
    {
        if (alternatives.GetArrayLength() < 2)
        {
            findings.Errors.Add(place.Pointer, "'$or' takes at least two alternatives; write the fields of a single one without '$or'.");
            return null;
        }

        var or = _orCount++;
        var parts = new List<Condition>();
        var index = 0;
        foreach (var alternative in alternatives.EnumerateArray())
        {
            var pointer = RuleErrors.Join(place.Pointer, index);
            var errors = findings.Errors.Count;
            if (ReadObject(alternative, place with { Pointer = pointer, Trail = [.. place.Trail, or, index] }) is { } part)
                parts.Add(part);
            else if (errors == findings.Errors.Count)
                findings.LeftOut(pointer, $"Alternative {index + 1} of this '$or' asks only for what is left out, so it is left out as a whole: otherwise the rule would match too much.");
            index++;
        }

        return Combine(parts, isAll: false);
    }

    private static bool IsAlternatives(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        && value.EnumerateArray().All(a => a.ValueKind == JsonValueKind.Object && !Words.MembersOf(a).Any(m => Reserved.Contains(m.Name)));

    private static Condition? Combine(List<Condition> parts, bool isAll) => parts.Count switch
    {
        0 => null,
        1 => parts[0],
        _ => isAll ? new Condition.All(parts) : new Condition.Any(parts),
    };

    private Condition? NoObject(Place place)
    {
        findings.Errors.Add(place.Pointer, "'detail' is an object in every event. Give an object of fields, such as {\"state\": [\"paid\"]}.");
        return null;
    }

    /// <param name="Within">The field whose members are read; null at the top, where the envelope's are.</param>
    /// <param name="Trail">See <see cref="PatternPath.AddCondition"/>.</param>
    private readonly record struct Place(PatternPath? Within, string Pointer, int[] Trail, int Depth);
}
