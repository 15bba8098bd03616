using System.ComponentModel;
using System.Globalization;
using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Features.Lake;

/// <summary><c>GET /streams/{stream}/events</c>: events back from the lake, newest first.</summary>
internal static class StoredEventsEndpoints
{
    private const string KeyHelp =
        "Only events about this. 'field=value', where field is a path into the data (customer.tier) or $id, $source, $type, $subject: that field has this value. "
        + "Any other text: the event's id, its subject or any of its fields has this value. Values inside arrays are not looked at.";

    public static void MapStoredEvents(this IEndpointRouteBuilder api) => api.MapGet("/streams/{stream}/events", ReadAsync)
        .RequireAuthorization(Scopes.LakeRead)
        .AddEndpointFilter<LakeProblemFilter>()
        .WithTags("Events")
        .WithName("ListStoredEvents")
        .WithSummary("Events back from the lake, newest event time first; an event is here once it is committed, see Lake:FlushInterval.");

    private static async Task<Results<Ok<Page<EventAnswer>>, ProblemHttpResult>> ReadAsync(
        string stream,
        [FromQuery, Description("Earliest event time, inclusive; ISO 8601, UTC where it has no offset.")] string? from,
        [FromQuery, Description("Latest event time, exclusive; ISO 8601, UTC where it has no offset.")] string? to,
        [FromQuery, Description(KeyHelp)] string? key,
        [AsParameters] PageQuery page,
        IEventArchive archive,
        CancellationToken cancellationToken)
    {
        if (!StreamName.TryParse(stream, out var name))
            return BadRequest($"'{stream}' is not a stream name. Allowed: {StreamName.Allowed}.");
        if (!TryReadInstant(from, out var first))
            return BadRequest($"'from' is '{from}'. Allowed is an ISO 8601 instant, for example 2026-08-22T12:00:00Z.");
        if (!TryReadInstant(to, out var last))
            return BadRequest($"'to' is '{to}'. Allowed is an ISO 8601 instant, for example 2026-08-22T12:00:00Z.");
        var found = await archive.ReadAsync(name, new EventQuery(first, last, string.IsNullOrEmpty(key) ? null : key, page.ToRequest()), cancellationToken);
        return TypedResults.Ok(new Page<EventAnswer>([.. found.Items.Select(EventAnswer.Of)], found.NextCursor));
    }

    private static bool TryReadInstant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (string.IsNullOrEmpty(text))
            return true;

        // A plus sign that was not encoded arrives as a space.
        if (!DateTimeOffset.TryParse(
            text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
            return false;
        instant = read;
        return true;
    }

    private static ProblemHttpResult BadRequest(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
