using System.ComponentModel;
using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary><c>/api/v1/alerts</c> and <c>/api/v1/occurrences</c>: CONTRACT.md sections 2 and 5.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("").WithTags("Alerts");
        alerts.MapGet("/alerts", ListAsync).RequireAuthorization(Scopes.AlertsRead)
            .WithSummary("Alerts, the most recently joined first.");
        alerts.MapGet("/alerts/{id:guid}", FindAsync).RequireAuthorization(Scopes.AlertsRead)
            .WithSummary("One alert.");
        alerts.MapPost("/alerts/{id:guid}/acknowledge", (Guid id, AlertChanges changes, HttpContext context) => ChangeAsync(id, new AlertAction.Acknowledge(), changes, context))
            .RequireAuthorization(Scopes.AlertsWrite).WithSummary("No more notifications until it resolves. Twice changes nothing.");
        alerts.MapPost("/alerts/{id:guid}/resolve", (Guid id, AlertChanges changes, HttpContext context) => ChangeAsync(id, new AlertAction.Resolve(), changes, context))
            .RequireAuthorization(Scopes.AlertsWrite).WithSummary("Done with; the next occurrence opens a new alert.");
        alerts.MapPost("/alerts/{id:guid}/snooze", SnoozeAsync)
            .RequireAuthorization(Scopes.AlertsWrite).WithSummary("No notifications until the given time.");
        alerts.MapGet("/occurrences", ListOccurrencesAsync).RequireAuthorization(Scopes.AlertsRead)
            .WithSummary("Times rules fired, the latest first.");
    }

    private static async Task<Results<Ok<Page<AlertAnswer>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page,
        [Description("open, acknowledged, snoozed or resolved; several separated by commas, or the parameter several times. None: all.")] string[]? state,
        Guid? ruleId,
        [Description("info, warning or critical: these and graver ones.")] string? minSeverity,
        [Description("Part of the title, the rule's name or the key, in any case.")] string? text,
        IAlertStore store,
        CancellationToken cancellationToken)
    {
        var states = new List<AlertState>();
        foreach (var word in (state ?? []).SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!EnumWords.TryParse<AlertState>(word, out var known))
                return BadWord<AlertState>("state", word);
            states.Add(known);
        }

        Severity? severity = null;
        if (!string.IsNullOrEmpty(minSeverity))
        {
            if (!EnumWords.TryParse<Severity>(minSeverity, out var known))
                return BadWord<Severity>("minSeverity", minSeverity);
            severity = known;
        }

        var filter = new AlertFilter(states, ruleId is { } id ? new RuleId(id) : null, severity, text);
        var found = await store.ListAlertsAsync(filter, page.ToRequest(), cancellationToken);
        return TypedResults.Ok(new Page<AlertAnswer>([.. found.Items.Select(AlertAnswer.Of)], found.NextCursor));
    }

    private static async Task<Results<Ok<AlertAnswer>, ProblemHttpResult>> FindAsync(Guid id, IAlertStore store, CancellationToken cancellationToken) =>
        await store.FindAlertAsync(new AlertId(id), cancellationToken) is { } alert ? TypedResults.Ok(AlertAnswer.Of(alert)) : NotFound(id);

    private static async Task<Results<Ok<AlertAnswer>, ProblemHttpResult>> SnoozeAsync(
        Guid id, SnoozeRequest request, AlertChanges changes, TimeProvider clock, HttpContext context) =>
        request.Until <= clock.GetUtcNow()
            ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: $"until is {request.Until:O}, which is over. Give an instant in the future.")
            : await ChangeAsync(id, new AlertAction.Snooze(request.Until), changes, context);

    private static async Task<Results<Ok<AlertAnswer>, ProblemHttpResult>> ChangeAsync(Guid id, AlertAction action, AlertChanges changes, HttpContext context) =>
        await changes.ChangeAsync(new AlertId(id), action, Actor.Of(context.User), context.RequestAborted) is { } alert
            ? TypedResults.Ok(AlertAnswer.Of(alert))
            : NotFound(id);

    private static async Task<Ok<Page<OccurrenceAnswer>>> ListOccurrencesAsync(
        [AsParameters] PageQuery page,
        Guid? ruleId,
        [Description("The key as in the answer, a JSON object; or its value (several joined by ', ') as text.")] string? key,
        [Description("Fired at or after.")] DateTimeOffset? from,
        [Description("Fired before.")] DateTimeOffset? to,
        Guid? alertId,
        IAlertStore store,
        CancellationToken cancellationToken)
    {
        var filter = new OccurrenceFilter(ruleId is { } rule ? new RuleId(rule) : null, key, from?.ToUniversalTime(), to?.ToUniversalTime(), alertId is { } alert ? new AlertId(alert) : null);
        var found = await store.ListOccurrencesAsync(filter, page.ToRequest(), cancellationToken);
        return TypedResults.Ok(new Page<OccurrenceAnswer>([.. found.Items.Select(OccurrenceAnswer.Of)], found.NextCursor));
    }

    private static ProblemHttpResult NotFound(Guid id) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no alert {id}.");

    private static ProblemHttpResult BadWord<T>(string parameter, string word)
        where T : struct, Enum =>
        TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: $"{parameter} is '{word}'. Allowed: {string.Join(", ", EnumWords.All<T>())}.");
}

/// <param name="Until">ISO 8601 with offset, in the future.</param>
internal sealed record SnoozeRequest(DateTimeOffset Until);
