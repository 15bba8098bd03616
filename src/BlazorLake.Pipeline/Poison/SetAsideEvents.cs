using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Streams;
using BlazorLake.Pipeline.Deliveries;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Poison;

/// <summary>Keeps events that one side can't process among the failed messages: a person sees them there with the reason, and sends them again to that side alone.</summary>
internal sealed partial class SetAsideEvents(IUnreadableMessageStore store, ILiveFeed feed, TimeProvider time, ILogger<SetAsideEvents> logger)
{
    /// <summary>Returns after they are durable.</summary>
    public async Task KeepAsync(EventSide side, IReadOnlyList<SetAside> events, CancellationToken cancellationToken)
    {
        await store.KeepAsync([.. events.Select(e => MessageOf(side, e))], cancellationToken);
        PipelineMetrics.WereSetAside(side, events.Count);
        foreach (var stream in events.GroupBy(e => e.Event.Stream))
            LogSetAside(logger, stream.Count(), stream.Key, side, stream.First().Event.Key, stream.First().Error);
        await feed.PublishAsync(new LiveChange.StreamsChanged(), cancellationToken);
    }

    /// <summary>Of one side's culprits: events are kept as above, messages that could not even be stored with less of what they brought.</summary>
    public async Task KeepAsync(EventSide side, IReadOnlyList<Culprit> culprits, CancellationToken cancellationToken)
    {
        var messages = culprits.Where(c => c.Part.Unreadable is not null).Select(c => Reduced(c.Part.Unreadable!)).ToList();
        if (messages.Count > 0)
            await store.KeepAsync(messages, cancellationToken);
        var events = culprits.Where(c => c.Part.Batch is not null).Select(c => new SetAside(c.Part.Batch!.Events[0], c.Part.Batch.IsHistory, c.Error.Message, c.Error)).ToList();
        if (events.Count > 0)
            await KeepAsync(side, events, cancellationToken);
    }

    private UnreadableMessage MessageOf(EventSide side, SetAside aside)
    {
        var now = time.GetUtcNow();
        var item = aside.Event;
        var body = EventBatchCodec.Encode(new EventBatch(item.Stream, [WithFixedId(item)], aside.IsHistory, side));
        return new UnreadableMessage(Guid.CreateVersion7(now), item.Stream.Value, now, Sentence(side, aside.Reason), EventBatchCodec.ContentType, StoredHeaders.Of(item), body, body.Length);
    }

    private static string Sentence(EventSide side, string reason) => side == EventSide.Lake
        ? $"This event can't be stored in the lake: {reason} The rules have seen it; sending it again stores it."
        : $"The rules can't be run on this event, or what they found can't be stored: {reason} The lake has it; sending it again runs the rules on it.";

    // An id that was made from the content is settled by now: sent again it must not become another copy's.
    private static StreamEvent WithFixedId(StreamEvent item) => !item.HasDerivedId ? item : new StreamEvent
    {
        Stream = item.Stream,
        Id = item.Id,
        Source = item.Source,
        Type = item.Type,
        Subject = item.Subject,
        Time = item.Time,
        ReceivedAt = item.ReceivedAt,
        Data = item.Data,
    };

    private static UnreadableMessage Reduced(UnreadableMessage message) => message with
    {
        Stream = "",
        Reason = string.Create(CultureInfo.InvariantCulture, $"{message.Reason} Its headers could not be stored."),
        ContentType = null,
        Headers = new Dictionary<string, string>(),
    };

    [LoggerMessage(EventId = 3230, Level = LogLevel.Error, Message = "{Count} event(s) of {Stream} can't be processed ({Side}), first the one with key {Key}; they are among the failed messages, to be sent again from there")]
    private static partial void LogSetAside(ILogger logger, int count, StreamName stream, EventSide side, EventKey key, Exception? error);
}

/// <summary>An event that can't be processed.</summary>
/// <param name="IsHistory">Of the batch it came in.</param>
/// <param name="Reason">A sentence, for people.</param>
/// <param name="Error">For the log.</param>
internal sealed record SetAside(StreamEvent Event, bool IsHistory, string Reason, Exception? Error = null);
