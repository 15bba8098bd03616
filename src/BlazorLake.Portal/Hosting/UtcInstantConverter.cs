using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlazorLake.Portal.Hosting;

/// <summary>Instants as <c>2026-01-31T08:00:00.25Z</c>: always UTC, no trailing zeros.</summary>
internal sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw new JsonException("An instant must be ISO 8601 text with an offset, for example \"2026-01-31T08:00:00Z\".");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
