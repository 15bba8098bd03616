using System.Globalization;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads events that a person gives to try a rule on.</summary>
public static class SampleEventReader
{
    private const string Known = "data, id, time, stream, source, type, subject";

    /// <summary>All of <paramref name="events"/> (an array of <c>{data, id?, time?, stream?, ...}</c>), or what is wrong, each at its pointer below <paramref name="pointer"/>.</summary>
    public static (IReadOnlyList<SampleEvent> Events, IReadOnlyList<RuleError> Errors) ReadAll(JsonElement events, string pointer)
    {
        var errors = new RuleErrors();
        var read = new List<SampleEvent>();
        if (events.ValueKind != JsonValueKind.Array)
            errors.Add(pointer, $"An array of events is expected here; {Words.Given(events)} was given.");
        else
        {
            var index = 0;
            foreach (var element in events.EnumerateArray())
            {
                if (Read(element, RuleErrors.Join(pointer, index++), mayBeDataAlone: false, errors) is { } sample)
                    read.Add(sample);
            }
        }

        return (read, errors.All);
    }

    /// <summary>Whether it is text that says an instant.</summary>
    public static bool IsInstant(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && Words.TextOf(element) is { } text && InstantText.TryParse(text, out _);

    internal static SampleEvent? Read(JsonElement element, string pointer, bool mayBeDataAlone, RuleErrors errors)
    {
        if (mayBeDataAlone && element.ValueKind == JsonValueKind.Object && !IsWrapped(element))
            return IsText(element, pointer, errors) ? new SampleEvent(Bytes(element)) : null;
        if (Members.Read(element, pointer, Known, errors) is not { } members)
            return null;
        if (!members.TryGet("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            errors.Add(members.At("data"), $"'data' is the event's data, a JSON object; {(members.TryGet("data", out data) ? $"{Words.Given(data)} was" : "nothing was")} given.");
            return null;
        }

        if (!IsText(data, members.At("data"), errors))
            return null;
        StreamName? stream = null;
        if (members.Text("stream", 1_000) is { } name)
        {
            if (StreamName.TryParse(name, out var parsed))
                stream = parsed;
            else
                errors.Add(members.At("stream"), $"A stream's name is {StreamName.Allowed}; '{FieldPathText.Shorten(name)}' was given.");
        }

        return new SampleEvent(Bytes(data), stream, members.Text("id", 1_024), ReadTime(members, errors),
            members.Text("source", 1_024), members.Text("type", 1_024), members.Text("subject", 1_024));
    }

    private static DateTimeOffset? ReadTime(Members members, RuleErrors errors)
    {
        if (members.Text("time", 100) is not { } text)
            return null;
        if (InstantText.TryParse(text, out _)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            return new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        errors.Add(members.At("time"), $"'time' is an instant written in ISO 8601 with offset such as 2026-01-31T09:00:00Z, year 1 to 9999; '{FieldPathText.Shorten(text)}' was given.");
        return null;
    }

    private static bool IsWrapped(JsonElement element) =>
        element.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && Words.MembersOf(element).All(m => Known.Split(", ").Contains(m.Name));

    /// <summary>Data is held to the same as accepted events: names unique within an object, no half surrogate pairs, depth at most 64.</summary>
    private static bool IsText(JsonElement data, string pointer, RuleErrors errors)
    {
        var problem = Problem(data, 1);
        if (problem is not null)
            errors.Add(pointer, problem);
        return problem is null;
    }

    private static string? Problem(JsonElement element, int depth)
    {
        if (depth > 64 && element.ValueKind is (JsonValueKind.Array or JsonValueKind.Object))
            return "An event's data is nested at most 64 deep.";
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return Words.TextOf(element) is null ? "The data has a text with half a surrogate pair, which is no Unicode text." : null;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(e => Problem(e, depth + 1)).FirstOrDefault(p => p is not null);
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (name, value) in Words.MembersOf(element))
                {
                    if (!names.Add(name))
                        return $"The data has two members named '{FieldPathText.Shorten(name)}' in one object.";
                    if (Problem(value, depth + 1) is { } problem)
                        return problem;
                }

                return null;
            default:
                return null;
        }
    }

    private static byte[] Bytes(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());
}
