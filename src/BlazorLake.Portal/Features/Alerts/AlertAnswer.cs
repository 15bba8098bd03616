using System.Text.Json;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>An alert as the API gives it.</summary>
/// <param name="Key">The rule's key, an object.</param>
internal sealed record AlertAnswer(
    Guid Id,
    Guid RuleId,
    string RuleName,
    JsonElement Key,
    Severity Severity,
    AlertState State,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    long OccurrenceCount,
    string Title,
    string Body,
    DateTimeOffset UpdatedAt,
    string? UpdatedBy,
    DateTimeOffset? SnoozedUntil)
{
    public static AlertAnswer Of(Alert alert) => new(
        alert.Id.Value, alert.RuleId.Value, alert.RuleName, JsonText.Parse(alert.Key), alert.Severity, alert.State, alert.FirstAt, alert.LastAt,
        alert.OccurrenceCount, alert.Title, alert.Body, alert.UpdatedAt, alert.UpdatedBy, alert.SnoozedUntil);
}

/// <summary>An occurrence as the API gives it.</summary>
/// <param name="Key">The rule's key, an object.</param>
/// <param name="Explanation">The condition tree with actual values.</param>
internal sealed record OccurrenceAnswer(
    Guid Id,
    Guid RuleId,
    int RuleVersion,
    JsonElement Key,
    DateTimeOffset At,
    IReadOnlyList<string> EventIds,
    JsonElement Explanation,
    Severity Severity,
    DateTimeOffset RecordedAt,
    IReadOnlyList<OccurrenceEventAnswer> Events,
    JsonElement? Parameters,
    string Title,
    string Body,
    bool IsShadow)
{
    public static OccurrenceAnswer Of(Occurrence occurrence) => new(
        occurrence.Id, occurrence.RuleId.Value, occurrence.RuleVersion, JsonText.Parse(occurrence.Key), occurrence.At,
        [.. occurrence.Events.Select(e => e.Id)], JsonText.Parse(occurrence.Explanation), occurrence.Severity, occurrence.RecordedAt,
        [.. occurrence.Events.Select(e => new OccurrenceEventAnswer(e.Stream.Value, e.Source, e.Id, e.Time))],
        occurrence.Parameters is { } parameters ? JsonText.Parse(parameters) : null, occurrence.Title, occurrence.Body, occurrence.IsShadow);
}

internal sealed record OccurrenceEventAnswer(string Stream, string Source, string Id, DateTimeOffset Time);

/// <summary>Reads JSON as deep as an explanation can be: a rule's groups nest further than the reader's usual 64.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = RuleLimits.DocumentDepth };

    public static JsonElement Parse(string json) => JsonElement.Parse(json, Deep);
}
