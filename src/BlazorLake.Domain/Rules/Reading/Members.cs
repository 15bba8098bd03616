using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>The members of one JSON object of a rule's document, checked against the names that are known there.</summary>
internal sealed class Members
{
    // By the list itself: they are a handful of constants, and hundreds of thousands of objects are held against them.
    private static readonly ConditionalWeakTable<string, string[]> NamesOf = [];

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly RuleErrors _errors;

    private Members(string pointer, RuleErrors errors)
    {
        Pointer = pointer;
        _errors = errors;
    }

    public string Pointer { get; }

    /// <summary>Null, with an error, when <paramref name="element"/> is no object.</summary>
    /// <param name="known">Names allowed, comma separated, in the order a person should read them.</param>
    /// <param name="ignored">Further names that are passed over.</param>
    public static Members? Read(JsonElement element, string pointer, string known, RuleErrors errors, string ignored = "")
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(pointer, $"An object with {known} is expected here; {Words.Given(element)} was given.");
            return null;
        }

        var names = NamesIn(known);
        var passedOver = NamesIn(ignored);
        var members = new Members(pointer, errors);
        foreach (var (name, value) in Words.MembersOf(element))
        {
            if (passedOver.Contains(name))
                continue;
            if (!names.Contains(name))
                errors.Add(RuleErrors.Join(pointer, name), $"'{FieldPathText.Shorten(name)}' is not known here.{Words.DidYouMean(name, names)} Known are {known}.");
            else if (!members._values.TryAdd(name, value))
                errors.Add(RuleErrors.Join(pointer, name), $"'{name}' is given twice.");
        }

        return members;
    }

    private static string[] NamesIn(string list) => NamesOf.GetValue(list, static l => l.Split(", ", StringSplitOptions.RemoveEmptyEntries));

    public string At(string name) => RuleErrors.Join(Pointer, name);

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>False also for JSON null, which counts as not given.</summary>
    public bool TryGet(string name, out JsonElement value) => _values.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>False only when the member is absent.</summary>
    public bool TryGetOrNull(string name, out JsonElement value) => _values.TryGetValue(name, out value);

    public string? Text(string name, int longest, bool isRequired = false)
    {
        if (!TryGet(name, out var value))
        {
            if (isRequired)
                _errors.Add(At(name), $"'{name}' is missing: give 1 to {longest:N0} characters.");
            return null;
        }

        return Words.ReadText(value, At(name), longest, isRequired ? 1 : 0, _errors);
    }

    public bool? Boolean(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.ValueKind == JsonValueKind.True;
        _errors.Add(At(name), $"'{name}' is true or false; {Words.Given(value)} was given.");
        return null;
    }

    public TimeSpan? Duration(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? Words.TextOf(value) : null;
        if (text is not null && DurationText.TryParse(text, out var duration))
        {
            if (duration > TimeSpan.Zero && duration <= RuleLimits.LongestDuration)
                return duration;
            _errors.Add(At(name), $"'{name}' is more than 0 and at most {RuleLimits.LongestDuration.TotalDays:N0} days; {FieldPathText.Shorten(text)} was given.");
            return null;
        }

        _errors.Add(At(name), $"'{name}' is an ISO 8601 duration in weeks, days, hours, minutes and seconds, such as PT15M or P1D; {Words.Given(value)} was given.");
        return null;
    }

    /// <summary>Elements of an array member; empty, with an error, when it is something else or too long.</summary>
    public IReadOnlyList<JsonElement> Array(string name, int most, string of)
    {
        if (!TryGet(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            _errors.Add(At(name), $"'{name}' is an array of {of}; {Words.Given(value)} was given.");
        else if (value.GetArrayLength() > most)
            _errors.Add(At(name), $"'{name}' holds at most {most:N0} {of}; {value.GetArrayLength():N0} were given.");
        else
            return [.. value.EnumerateArray()];
        return [];
    }
}
