using System.Buffers;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Streams;

/// <summary>A profile as it is stored: JSON of at most 1 MiB.</summary>
public static class StreamProfileJson
{
    /// <summary>Bytes; above it top values and examples are left out, most first.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly (int Values, int Examples)[] Sizes = [(50, 5), (20, 3), (5, 1), (0, 0)];

    private static readonly JsonWriterOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(StreamProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        foreach (var (values, examples) in Sizes)
        {
            buffer.ResetWrittenCount();
            using var json = new Utf8JsonWriter(buffer, Writing);
            Write(json, profile, values, examples);
            json.Flush();
            if (buffer.WrittenCount <= MaxBytes)
                break;
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Empty for null and for text that is no profile: it is an index of what was seen, and is seen again.</summary>
    public static StreamProfile Read(string? json)
    {
        var profile = new StreamProfile();
        if (json is null)
            return profile;
        try
        {
            using var document = JsonDocument.Parse(json);
            Read(document.RootElement, profile);
            return profile;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return new StreamProfile();
        }
    }

    private static void Write(Utf8JsonWriter json, StreamProfile profile, int values, int examples)
    {
        json.WriteStartObject();
        json.WriteNumber("sampled", profile.SampledCount);
        json.WriteBoolean("more", profile.HasMoreFields);
        json.WriteStartObject("arrivals");
        foreach (var (at, count) in profile.Arrivals.Buckets)
            json.WriteNumber(at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), count);
        json.WriteEndObject();
        json.WriteStartArray("fields");
        foreach (var field in profile.Fields)
            Write(json, field, values, examples);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FieldProfile field, int values, int examples)
    {
        json.WriteStartObject();
        json.WriteString("path", field.Path);
        WriteAll(json, "types", field.Types.Names());
        json.WriteNumber("count", field.Count);
        json.WriteNumber("nulls", field.NullCount);
        json.WriteNumber("texts", field.TextCount);
        json.WriteNumber("instants", field.InstantCount);
        json.WriteString("first", field.FirstSeenAt);
        json.WriteString("last", field.LastSeenAt);
        WriteAll(json, "numbers", [field.MinNumber, field.MaxNumber]);
        WriteAll(json, "bounds", [field.MinText, field.MaxText]);
        WriteAll(json, "examples", field.Examples.Take(examples));
        json.WriteStartArray("top");
        foreach (var (value, count, inherited) in field.TopValues.Counters.Take(values))
        {
            json.WriteStartArray();
            json.WriteStringValue(value);
            json.WriteNumberValue(count);
            json.WriteNumberValue(inherited);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<string?> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Read(JsonElement root, StreamProfile profile)
    {
        profile.Restore(root.GetProperty("sampled").GetInt64(), root.GetProperty("more").GetBoolean());
        foreach (var bucket in root.GetProperty("arrivals").EnumerateObject())
            profile.Arrivals.Add(DateTimeOffset.FromUnixTimeSeconds(long.Parse(bucket.Name, System.Globalization.CultureInfo.InvariantCulture)), bucket.Value.GetInt64());
        foreach (var stored in root.GetProperty("fields").EnumerateArray())
        {
            if (profile.Field(stored.GetProperty("path").GetString()!) is not { } field)
                continue;
            field.Restore(
                FieldTypesExtensions.Parse(Texts(stored, "types")!),
                stored.GetProperty("count").GetInt64(),
                stored.GetProperty("nulls").GetInt64(),
                stored.GetProperty("texts").GetInt64(),
                stored.GetProperty("instants").GetInt64(),
                stored.GetProperty("first").GetDateTimeOffset(),
                stored.GetProperty("last").GetDateTimeOffset(),
                Texts(stored, "numbers"),
                Texts(stored, "bounds"),
                Texts(stored, "examples")!);
            foreach (var top in stored.GetProperty("top").EnumerateArray())
                field.TopValues.Restore(top[0].GetString()!, top[1].GetInt64(), top[2].GetInt64());
        }
    }

    private static IEnumerable<string?> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(e => e.GetString());
}
