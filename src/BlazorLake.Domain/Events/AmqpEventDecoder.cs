using System.Net.Http.Headers;

namespace BlazorLake.Domain.Events;

/// <summary>Decodes broker messages: JSON objects, CloudEvents in both modes, MassTransit envelopes, and our own batches.</summary>
/// <remarks>
/// Deterministic but for <see cref="AmqpMessage.ReceivedAt"/>: every consumer gives an event the same id. Thread-safe.
/// Source: CONTRACT.md section 3, CloudEvents AMQP binding 1.0, ADR 0004.
/// </remarks>
public static class AmqpEventDecoder
{
    private const string Allowed = $"{EventFormats.Json}, {EventFormats.CloudEvent}, {EventFormats.CloudEventBatch}, {MassTransitEnvelope.ContentType}";

    /// <param name="message">The message as it came.</param>
    /// <param name="timeFieldOf">The time field a stream's settings name, or null; see <see cref="EventIntake.TimeField"/>.</param>
    public static AmqpDecoding Decode(AmqpMessage message, Func<StreamName, string?> timeFieldOf)
    {
        if (!StreamName.TryParse(message.RoutingKey, out var stream))
            return Unreadable($"The routing key '{EventText.Shorten(message.RoutingKey, 100)}' is not a stream name. Allowed: {StreamName.Allowed}.");
        if (!CompressedBody.TryRead(message.Body, message.ContentEncoding, out var body, out var defect))
            return Unreadable(defect);
        var mediaType = message.ContentType is EventFormats.Json or EventBatchCodec.ContentType ? message.ContentType : "";
        if (mediaType.Length == 0 && !string.IsNullOrWhiteSpace(message.ContentType))
        {
            if (!MediaTypeHeaderValue.TryParse(message.ContentType, out var parsed))
                return Unreadable($"The content type '{EventText.Shorten(message.ContentType, 100)}' is not understood. Allowed: {Allowed}, or none.");
            mediaType = parsed.MediaType!.ToLowerInvariant();
        }

        if (mediaType == EventBatchCodec.ContentType)
            return EncodedBatch.Read(body, stream);
        var intake = new EventIntake(stream, message.ReceivedAt, timeFieldOf(stream));
        return mediaType switch
        {
            EventFormats.CloudEvent => Read(stream, EventDecoder.Decode(body, EventFormat.CloudEvent, intake)),
            EventFormats.CloudEventBatch => Read(stream, EventDecoder.Decode(body, EventFormat.CloudEventBatch, intake)),
            MassTransitEnvelope.ContentType => ReadEnvelope(message, body, intake),
            _ => ReadData(message, body, intake),
        };
    }

    private static AmqpDecoding ReadData(AmqpMessage message, ReadOnlyMemory<byte> body, EventIntake intake)
    {
        if (!IsJson(message.ContentType, out var defect))
            return Unreadable(defect);
        if (CloudEventHeaders.TryReadAmqp(message.Headers, out var attributes, out defect))
            return Read(intake.Stream, EventDecoder.DecodeData(body, attributes, intake));
        return defect.Length > 0
            ? Unreadable(defect)
            : ReadOne(message, body, new EventAttributes(Id: NullIfEmpty(message.MessageId)), intake);
    }

    private static AmqpDecoding ReadEnvelope(AmqpMessage message, ReadOnlyMemory<byte> body, EventIntake intake) =>
        MassTransitEnvelope.Read(body, out var defect) is { } envelope
            ? ReadOne(message, envelope.Message, envelope.Attributes with { Id = NullIfEmpty(envelope.Attributes.Id) ?? NullIfEmpty(message.MessageId) }, intake)
            : Unreadable(defect!);

    private static AmqpDecoding ReadOne(AmqpMessage message, ReadOnlyMemory<byte> data, EventAttributes attributes, EventIntake intake)
    {
        var derives = attributes.Id is null;
        return Read(intake.Stream, EventDecoder.DecodeData(
            data,
            attributes with
            {
                Id = attributes.Id ?? DerivedEventId.Of(message),
                Time = attributes.Time ?? message.Timestamp?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            },
            intake,
            derives,
            derives && message.Redelivered));
    }

    private static AmqpDecoding Read(StreamName stream, DecodedEvents decoded)
    {
        var batch = decoded.Events.Count > 0 ? new EventBatch(stream, decoded.Events) : null;
        if (decoded.Defect is { } defect)
            return Unreadable(defect.Reason);
        if (decoded.RejectedCount == 0)
            return new AmqpDecoding(batch, null);
        var first = decoded.Rejected[0];
        return new AmqpDecoding(batch, decoded.Events.Count + decoded.RejectedCount == 1
            ? first.Error
            : $"{EventText.Bytes(decoded.RejectedCount)} of {EventText.Bytes(decoded.Events.Count + decoded.RejectedCount)} events could not be read; event {first.Index}: {first.Error}");
    }

    /// <summary>Many clients set no content type, or the one their library writes for any bytes: those are tried as JSON.</summary>
    private static bool IsJson(string? contentType, out string defect)
    {
        defect = "";
        if (string.IsNullOrWhiteSpace(contentType) || contentType is EventFormats.Json or "application/octet-stream" or "text/plain")
            return true;
        if (EventFormats.TryParse(contentType, out var format, out defect) && format == EventFormat.Json)
            return true;
        if (!defect.StartsWith("The charset", StringComparison.Ordinal))
            defect = $"The content type '{EventText.Shorten(contentType, 100)}' is not understood. Allowed: {Allowed}, or none.";
        return false;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static AmqpDecoding Unreadable(string reason) => new(null, reason);
}
