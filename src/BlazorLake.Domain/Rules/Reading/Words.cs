using System.Globalization;
using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>How the reader talks about what it was given.</summary>
internal static class Words
{
    /// <summary>What was given, short enough for a message.</summary>
    public static string Given(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => TextOf(element) is { } text ? $"the text '{FieldPathText.Shorten(text)}'" : "a text with half a surrogate pair",
        JsonValueKind.Number => $"the number {FieldPathText.Shorten(element.GetRawText())}",
        JsonValueKind.Null => "null",
        _ => element.GetRawText(),
    };

    /// <summary>Null when it is no Unicode text: an escaped surrogate without its other half.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static IEnumerable<(string Name, JsonElement Value)> MembersOf(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
            yield return (NameOf(member), member.Value);
    }

    public static string? ReadText(JsonElement value, string pointer, int longest, int shortest, RuleErrors errors)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            errors.Add(pointer, $"Text is expected here; {Given(value)} was given.");
            return null;
        }

        if (TextOf(value) is not { } text)
        {
            errors.Add(pointer, "This text has half a surrogate pair (\\ud800 to \\udfff without its other half), which is no Unicode text.");
            return null;
        }

        if (text.Length <= longest && text.Trim().Length >= shortest)
            return text;
        errors.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"{shortest} to {longest:N0} characters are allowed here, not only spaces; {text.Length:N0} were given."));
        return null;
    }

    /// <summary>A sentence, or nothing when no known name is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known)
    {
        if (name.Length > 40)
            return "";
        var nearest = known.Select(k => (Name: k, Distance: Distance(name.ToUpperInvariant(), k.ToUpperInvariant()))).MinBy(k => k.Distance);
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, Math.Min(name.Length, nearest.Name.Length) / 2) ? $" Did you mean '{nearest.Name}'?" : "";
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>Levenshtein's.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
