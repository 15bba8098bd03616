using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Alerts;

/// <summary>One time a rule fired for one key, immutable, with its evidence.</summary>
/// <param name="Id">Made from rule, parameters, key and causing event, so that the same event can never give the same rule a second one.</param>
/// <param name="Key">The rule's key and its values as a JSON object in the rule's order, <c>{"customerId":"17850"}</c>; <c>{}</c> when the rule has no key.</param>
/// <param name="At">The instant it fired at, in event time, UTC.</param>
/// <param name="Events">The events that made it; for <c>each</c> exactly one.</param>
/// <param name="Explanation">The condition tree with actual values, true or false at each node, as JSON.</param>
/// <param name="Parameters">The parameter values of this instance of the rule as JSON, or null when it has none.</param>
/// <param name="Title">The message's title, rendered as plain text.</param>
/// <param name="IsShadow">Recorded only: no alert, nobody told.</param>
/// <param name="AlertId">The alert it has joined; null before it is stored, and in shadow.</param>
public sealed record Occurrence(
    Guid Id,
    RuleId RuleId,
    int RuleVersion,
    Severity Severity,
    string Key,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    IReadOnlyList<OccurrenceEvent> Events,
    string Explanation,
    string? Parameters,
    string Title,
    string Body,
    bool IsShadow,
    AlertId? AlertId = null);

/// <summary>Which event, where: enough to find it in the lake.</summary>
public sealed record OccurrenceEvent(StreamName Stream, string Source, string Id, DateTimeOffset Time);
