using System.Text.Json.Nodes;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>A stream as the API lists it.</summary>
internal sealed record StreamItem(
    string Name,
    long EventCount,
    long DuplicateCount,
    DateTimeOffset FirstReceivedAt,
    DateTimeOffset LastReceivedAt,
    DateTimeOffset LastEventAt)
{
    public static StreamItem Of(StreamSummary stream) =>
        new(stream.Stream.Value, stream.EventCount, stream.DuplicateCount, stream.FirstReceivedAt, stream.LastReceivedAt, stream.LastEventAt);
}

/// <summary>One stream with its fields, rates and settings.</summary>
/// <param name="SampledEvents">How many events the fields were seen in.</param>
/// <param name="HasMoreFields">Whether there are more fields than are listed.</param>
internal sealed record StreamDescription(
    string Name,
    long EventCount,
    long DuplicateCount,
    DateTimeOffset FirstReceivedAt,
    DateTimeOffset LastReceivedAt,
    DateTimeOffset LastEventAt,
    StreamRates Rates,
    StreamSettings Settings,
    long SampledEvents,
    bool HasMoreFields,
    IReadOnlyList<FieldDescription> Fields)
{
    public static StreamDescription Of(StreamSummary stream, StreamSettings settings, StreamProfile profile, DateTimeOffset now) => new(
        stream.Stream.Value,
        stream.EventCount,
        stream.DuplicateCount,
        stream.FirstReceivedAt,
        stream.LastReceivedAt,
        stream.LastEventAt,
        StreamRates.Of(profile, now),
        settings,
        profile.SampledCount,
        profile.HasMoreFields,
        [.. profile.Fields.Select(field => FieldDescription.Of(field, profile))]);
}

/// <summary>Events that arrived lately, duplicates not counted; may lag by a few seconds.</summary>
internal sealed record StreamRates(long LastMinute, long LastHour, double PerSecond)
{
    public static StreamRates Of(StreamProfile profile, DateTimeOffset now)
    {
        var minute = profile.Arrivals.Within(TimeSpan.FromMinutes(1), now);
        return new StreamRates(minute, profile.Arrivals.Within(TimeSpan.FromHours(1), now), Math.Round(minute / 60.0, 2));
    }
}

/// <summary>One field as seen; values are JSON values.</summary>
/// <param name="Path">As rules spell it.</param>
/// <param name="Types">Of <c>string number boolean null object array</c>.</param>
/// <param name="NullShare">0 to 1: how often it was absent or null.</param>
/// <param name="IsTime">Whether all its text was instants.</param>
internal sealed record FieldDescription(
    string Path,
    IReadOnlyList<string> Types,
    double NullShare,
    IReadOnlyList<JsonNode?> Examples,
    JsonNode? Min,
    JsonNode? Max,
    bool IsTime,
    long Count,
    IReadOnlyList<ValueCount> TopValues,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset LastSeenAt)
{
    public static FieldDescription Of(FieldProfile field, StreamProfile profile) => new(
        field.Path,
        field.Types.Names(),
        Math.Round(profile.NullShareOf(field), 4),
        [.. field.Examples.Select(Node)],
        Node(field.Min),
        Node(field.Max),
        field.IsTime,
        field.Count,
        [.. field.TopValues.Items.Select(v => new ValueCount(Node(v.Key), v.Value))],
        field.FirstSeenAt,
        field.LastSeenAt);

    /// <summary>Keeps a number's own digits.</summary>
    private static JsonNode? Node(string? json) => json is null ? null : JsonNode.Parse(json);
}

internal sealed record ValueCount(JsonNode? Value, long Count);
