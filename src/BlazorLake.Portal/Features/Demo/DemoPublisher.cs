using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Demo;

/// <summary>Publishes what happened in the simulated world, by the transport every event takes.</summary>
internal sealed class DemoPublisher(IEventTransport transport, TimeProvider time)
{
    private const int BatchEvents = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task PublishAsync(IReadOnlyList<DemoEvent> happened, CancellationToken cancellationToken)
    {
        foreach (var chunk in happened.Chunk(BatchEvents))
        {
            foreach (var stream in chunk.GroupBy(e => e.Stream))
                await PublishAsync(StreamName.Parse(stream.Key), [.. stream], cancellationToken);
        }
    }

    private async Task PublishAsync(StreamName stream, IReadOnlyList<DemoEvent> happened, CancellationToken cancellationToken)
    {
        var batch = new EventBatch(stream, [.. happened.Select(e => Event(stream, e))]);
        while (await transport.PublishAsync(batch, cancellationToken) is PublishOutcome.Busy busy)
            await Task.Delay(busy.RetryAfter, time, cancellationToken);
    }

    private StreamEvent Event(StreamName stream, DemoEvent happened)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(happened.Data, Json);
        return new StreamEvent
        {
            Stream = stream,
            Id = IdOf(happened, data),
            Source = stream.Value.StartsWith("shop", StringComparison.Ordinal) ? "/demo/shop" : "/demo/desk",
            Type = stream.Value,
            Subject = happened.Subject,
            Time = EventInstant.Truncate(happened.At),
            ReceivedAt = EventInstant.Truncate(time.GetUtcNow()),
            Data = data,
        };
    }

    /// <summary>From what happened, so that a world with the same seed publishes the same events.</summary>
    private static string IdOf(DemoEvent happened, byte[] data)
    {
        var hash = SHA256.HashData(data);
        BitConverter.TryWriteBytes(hash.AsSpan(16), happened.At.UtcTicks);
        return new Guid(SHA256.HashData(hash).AsSpan(0, 16)).ToString();
    }
}
