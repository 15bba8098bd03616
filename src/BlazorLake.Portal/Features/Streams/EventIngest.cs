using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Takes an HTTP request's events in: reads, decodes, makes durable. One per process.</summary>
internal sealed class EventIngest(IngestGate gate, IEventTransport transport, StreamSettingsCache settings, IngestMetrics metrics, TimeProvider time)
{
    public async Task<IngestOutcome> TakeAsync(StreamName stream, HttpRequest request, CancellationToken cancellationToken)
    {
        if (gate.CheckDisk() is { } full)
            return Refuse(full);
        var isBinary = CloudEventHeaders.TryReadHttp(TextHeaders(request), out var attributes, out var defect);
        if (!isBinary && defect.Length > 0)
            return Malformed("attributes", defect);
        if (!TryFormat(request.ContentType, isBinary, out var format, out defect))
            return Count("contentType", new IngestOutcome.UnknownType(defect));
        var plain = CompressedBody.Open(request.Body, request.Headers.ContentEncoding);
        if (plain is null)
            return Count("contentType", new IngestOutcome.UnknownType($"The Content-Encoding '{request.Headers.ContentEncoding}' is not understood. Allowed: {CompressedBody.Allowed}."));

        if (request.ContentLength > EventLimits.RequestBytes)
            return TooLarge();
        using var body = new RequestBody(gate);
        await using (plain)
        {
            var isCompressed = !ReferenceEquals(plain, request.Body);
            switch (await body.ReadAsync(plain, isCompressed ? null : request.ContentLength, cancellationToken))
            {
                case BodyFailure.TooLarge:
                    return TooLarge();
                case BodyFailure.Malformed malformed:
                    return Malformed("malformed", malformed.Reason);
                case BodyFailure.Busy busy:
                    return Refuse(busy.Outcome);
            }
        }

        var intake = new EventIntake(stream, time.GetUtcNow(), (await settings.ReadAsync(stream, cancellationToken)).TimeField);
        var decoded = isBinary ? EventDecoder.DecodeData(body.Bytes, attributes!, intake) : EventDecoder.Decode(body.Bytes, format, intake);
        return await PublishAsync(stream, body, decoded, cancellationToken);
    }

    private async Task<IngestOutcome> PublishAsync(StreamName stream, RequestBody body, DecodedEvents decoded, CancellationToken cancellationToken)
    {
        if (decoded.Defect is { } defect)
            return defect.TooLarge ? Count("tooLarge", new IngestOutcome.TooLarge(defect.Reason)) : Malformed("malformed", defect.Reason);
        metrics.Rejected("event", decoded.RejectedCount);
        if (decoded.Events.Count == 0)
            return new IngestOutcome.NothingAccepted(decoded);
        body.ChargeEvents(decoded.Events.Count);
        try
        {
            if (await transport.PublishAsync(new EventBatch(stream, decoded.Events), cancellationToken) is PublishOutcome.Busy busy)
                return Refuse(busy);
        }
        catch
        {
            body.Abandon();
            throw;
        }

        metrics.Accepted(decoded.Events.Count);
        return new IngestOutcome.Accepted(decoded);
    }

    /// <summary>In binary mode the content type is that of the data: JSON, or nothing.</summary>
    private static bool TryFormat(string? contentType, bool isBinary, out EventFormat format, out string defect)
    {
        if (isBinary && string.IsNullOrEmpty(contentType))
        {
            (format, defect) = (EventFormat.Json, "");
            return true;
        }

        if (!EventFormats.TryParse(contentType, out format, out defect))
            return false;
        if (!isBinary || format == EventFormat.Json)
            return true;
        defect = format == EventFormat.NdJson
            ? "A CloudEvent in binary mode (ce- headers) is one event; its body is application/json."
            : "The request has ce- headers (binary mode) and a CloudEvents content type (structured mode); only one is allowed.";
        return false;
    }

    private static IEnumerable<KeyValuePair<string, string>> TextHeaders(HttpRequest request) =>
        request.Headers.Where(h => h.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)).Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()));

    private IngestOutcome Malformed(string reason, string error) => Count(reason, new IngestOutcome.Malformed(error));

    private IngestOutcome TooLarge() =>
        Count("tooLarge", new IngestOutcome.TooLarge($"The body has more than {EventLimits.RequestBytes / 1024 / 1024} MiB, which is the most allowed; send it in several requests."));

    private IngestOutcome Refuse(PublishOutcome.Busy busy) => Count("busy", new IngestOutcome.Busy(busy.RetryAfter, busy.Reason));

    private IngestOutcome Count(string reason, IngestOutcome outcome)
    {
        metrics.Rejected(reason, 1);
        return outcome;
    }
}
