using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;

namespace BlazorLake.Persistence.Alerts;

/// <summary>An occurrence's events as <c>[{"stream","source","id","time"}]</c>.</summary>
internal static partial class OccurrenceEvents
{
    public static string Write(IReadOnlyList<OccurrenceEvent> events) =>
        JsonSerializer.Serialize(events.Select(e => new Stored(e.Stream.Value, e.Source, e.Id, e.Time)).ToArray(), Json.Default.StoredArray);

    public static IReadOnlyList<OccurrenceEvent> Read(string json) =>
        [.. JsonSerializer.Deserialize(json, Json.Default.StoredArray)!.Select(e => new OccurrenceEvent(StreamName.Parse(e.Stream), e.Source, e.Id, e.Time))];

    internal sealed record Stored(string Stream, string Source, string Id, DateTimeOffset Time);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Stored[]))]
    internal sealed partial class Json : JsonSerializerContext;
}
