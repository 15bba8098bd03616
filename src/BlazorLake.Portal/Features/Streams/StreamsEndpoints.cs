using System.Globalization;
using System.Security.Claims;
using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Publishing events and looking at streams; CONTRACT.md sections 2 and 3.</summary>
internal static class StreamsEndpoints
{
    private static readonly OpenApiWords Words = new(
        [
            ("application/json", "EventData"),
            ("application/json", "EventData[]"),
            ("application/x-ndjson", "EventData"),
            ("application/cloudevents+json", "CloudEvent"),
            ("application/cloudevents-batch+json", "CloudEvent[]"),
        ],
        Problems:
        [
            (StatusCodes.Status400BadRequest, "Nothing could be accepted; rejected says why, by the event's place in the request."),
            (StatusCodes.Status413PayloadTooLarge, "The request has more than 32 MiB."),
            (StatusCodes.Status415UnsupportedMediaType, "The content type or encoding is not understood."),
            (StatusCodes.Status429TooManyRequests, "Too much is waiting already; send it again after Retry-After."),
        ]);

    public static void MapIngest(this RouteGroupBuilder api) => api
        .MapPost("/streams/{stream}/events", PublishAsync)
        .RequireAuthorization(Scopes.EventsWrite)
        // Kestrel's own limit breaks the connection, so that many clients never see the answer; this one says 413 and lets them finish.
        .WithMetadata(new DisableRequestSizeLimitAttribute())
        .Produces<IngestAnswer>(StatusCodes.Status202Accepted)
        .WithMetadata(Words)
        .WithTags("Streams")
        .WithSummary("Takes events.")
        .WithDescription("One object or an array of them, NDJSON, or CloudEvents 1.0 in structured, batch or binary mode; gzip, deflate and br are understood. 202 means durable. Each event is judged on its own: those that cannot be accepted are listed with the reason.");

    public static void MapStreams(this RouteGroupBuilder api)
    {
        var streams = api.MapGroup("/streams").WithTags("Streams");
        streams.MapGet("", ListAsync).RequireAuthorization(Scopes.LakeRead).WithSummary("The streams, by name.");
        streams.MapGet("/{stream}", FindAsync).RequireAuthorization(Scopes.LakeRead).WithMetadata(OpenApiWords.Of(problems: OpenApiWords.NotFound))
            .WithSummary("One stream with its fields as seen, its rates and its settings.");
        streams.MapPut("/{stream}/settings", SaveSettingsAsync).RequireAuthorization(Scopes.Admin)
            .WithSummary("Sets which field holds the event time.");
    }

    private static async Task<IResult> PublishAsync(string stream, HttpContext context, EventIngest ingest, CancellationToken cancellationToken)
    {
        if (!StreamName.TryParse(stream, out var name))
            return BadName(stream);
        switch (await ingest.TakeAsync(name, context.Request, cancellationToken))
        {
            case IngestOutcome.Accepted { Decoded: var decoded }:
                return TypedResults.Json(IngestAnswer.Of(decoded), statusCode: StatusCodes.Status202Accepted);
            case IngestOutcome.NothingAccepted { Decoded: var decoded }:
                return Problem(StatusCodes.Status400BadRequest, $"No event could be accepted. The first reason: {decoded.Rejected[0].Error}", new Dictionary<string, object?>
                {
                    ["accepted"] = 0,
                    ["rejected"] = decoded.Rejected,
                    ["rejectedCount"] = decoded.RejectedCount,
                });
            case IngestOutcome.Malformed { Reason: var reason }:
                return Problem(StatusCodes.Status400BadRequest, reason);
            case IngestOutcome.TooLarge { Reason: var reason }:
                return Problem(StatusCodes.Status413PayloadTooLarge, reason);
            case IngestOutcome.UnknownType { Reason: var reason }:
                return Problem(StatusCodes.Status415UnsupportedMediaType, reason);
            case IngestOutcome.Busy { Reason: var reason, RetryAfter: var wait }:
                context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return Problem(StatusCodes.Status429TooManyRequests, reason);
            case var other:
                throw new InvalidOperationException($"No answer for {other.GetType().Name}.");
        }
    }

    private static async Task<Ok<Page<StreamItem>>> ListAsync([AsParameters] PageQuery page, IStreamStore store, CancellationToken cancellationToken)
    {
        // Streams are tens or hundreds; the cursor is the last name, which is also the order.
        var request = page.ToRequest();
        var rest = (await store.ListAsync(cancellationToken))
            .Where(s => request.Cursor is null || string.CompareOrdinal(s.Stream.Value, request.Cursor) > 0)
            .Take(request.Limit + 1).Select(StreamItem.Of).ToList();
        return TypedResults.Ok(rest.Count > request.Limit
            ? new Page<StreamItem>(rest[..request.Limit], rest[request.Limit - 1].Name)
            : new Page<StreamItem>(rest, null));
    }

    private static async Task<Results<Ok<StreamDescription>, ProblemHttpResult>> FindAsync(string stream, IStreamStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!StreamName.TryParse(stream, out var name))
            return BadName(stream);
        if (await store.FindAsync(name, cancellationToken) is not { } found)
            return Problem(StatusCodes.Status404NotFound, $"There is no stream '{name}'. A stream appears when its first event arrives.");
        var profile = StreamProfileJson.Read(await store.ReadProfileAsync(name, cancellationToken));
        return TypedResults.Ok(StreamDescription.Of(found, await store.ReadSettingsAsync(name, cancellationToken), profile, time.GetUtcNow()));
    }

    private static async Task<Results<Ok<StreamSettings>, ProblemHttpResult>> SaveSettingsAsync(
        string stream, StreamSettings settings, ClaimsPrincipal user, IStreamStore store, StreamSettingsCache cache, CancellationToken cancellationToken)
    {
        if (!StreamName.TryParse(stream, out var name))
            return BadName(stream);
        var timeField = string.IsNullOrWhiteSpace(settings.TimeField) ? null : settings.TimeField.Trim();
        if (timeField is not null)
        {
            if (!FieldPath.TryParse(timeField, out var path, out var problem))
                return Problem(StatusCodes.Status400BadRequest, problem);
            if (path.Attribute is not null)
                return Problem(StatusCodes.Status400BadRequest, $"'{timeField}' is an attribute; the time field is a path into the data, for example placedAt or order.placedAt.");
        }

        var saved = new StreamSettings(timeField);
        await store.SaveSettingsAsync(name, saved, user.Identity?.Name ?? "API", cancellationToken);
        cache.Forget(name);
        return TypedResults.Ok(saved);
    }

    private static ProblemHttpResult BadName(string given) =>
        Problem(StatusCodes.Status400BadRequest, $"'{(given.Length > 100 ? given[..100] + "…" : given)}' is not a stream name. Allowed: {StreamName.Allowed}.");

    private static ProblemHttpResult Problem(int status, string detail, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, extensions: extensions);
}
