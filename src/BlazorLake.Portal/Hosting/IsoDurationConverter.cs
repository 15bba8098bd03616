using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace BlazorLake.Portal.Hosting;

/// <summary>Durations as ISO 8601: <c>PT15M</c>, <c>P1D</c>.</summary>
internal sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return XmlConvert.ToTimeSpan(reader.GetString() ?? "");
        }
        catch (Exception error) when (error is FormatException or OverflowException or InvalidOperationException)
        {
            throw new JsonException("A duration must be ISO 8601 text, for example \"PT15M\" or \"P1D\".", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(XmlConvert.ToString(value));
}
