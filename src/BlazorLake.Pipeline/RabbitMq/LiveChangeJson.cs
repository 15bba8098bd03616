using System.Text.Json;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>A change as it travels between nodes.</summary>
internal static class LiveChangeJson
{
    private const string Alerts = "alerts";
    private const string Rules = "rules";
    private const string Streams = "streams";

    public static byte[] Write(LiveChange change) => JsonSerializer.SerializeToUtf8Bytes(change switch
    {
        LiveChange.AlertsChanged changed => new Wire(Alerts, changed.Alerts),
        LiveChange.RulesChanged => new Wire(Rules, null),
        LiveChange.StreamsChanged => new Wire(Streams, null),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change that nodes tell each other.", nameof(change)),
    });

    /// <summary>Null for what a newer or older node sent and this one does not know.</summary>
    public static LiveChange? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Wire>(json) switch
            {
                { Kind: Alerts, Alerts: { } alerts } => new LiveChange.AlertsChanged(alerts),
                { Kind: Rules } => new LiveChange.RulesChanged(),
                { Kind: Streams } => new LiveChange.StreamsChanged(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Wire(string Kind, IReadOnlyList<Alert>? Alerts);
}
