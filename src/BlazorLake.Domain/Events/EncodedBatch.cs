namespace BlazorLake.Domain.Events;

/// <summary>Our own batches as they come over a broker: anyone may publish there, so that what was checked once is checked again.</summary>
internal static class EncodedBatch
{
    public static AmqpDecoding Read(ReadOnlyMemory<byte> body, StreamName routingKey)
    {
        if (!EventBatchCodec.TryDecode(body, out var batch, out var defect))
            return new AmqpDecoding(null, defect);
        if (batch.Stream != routingKey)
            return new AmqpDecoding(null, $"The batch is of stream '{batch.Stream}' but came with routing key '{routingKey}'.");
        if (batch.Events.Count > EventLimits.EventsPerRequest)
            return new AmqpDecoding(null, $"The batch holds {EventText.Bytes(batch.Events.Count)} events; at most {EventText.Bytes(EventLimits.EventsPerRequest)} are allowed.");

        var json = JsonText.OfThread;
        for (var i = 0; i < batch.Events.Count; i++)
        {
            var item = batch.Events[i];
            var wrong = EventText.Check("id", item.Id) ?? EventText.Check("source", item.Source) ?? EventText.Check("type", item.Type)
                ?? (item.Subject is null ? null : EventText.Check("subject", item.Subject))
                ?? EventBuilder.CheckSize(item.Data.Length) ?? json.CheckObject(item.Data.Span)
                ?? (item.HasDerivedId ? "A batch does not carry derived ids." : null);
            if (wrong is not null)
                return new AmqpDecoding(null, $"Event {i} of the batch: {wrong}");
        }

        return new AmqpDecoding(batch, null);
    }
}
