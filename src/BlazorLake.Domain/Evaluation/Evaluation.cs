using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>What all active rules said about one event.</summary>
/// <param name="WithoutKey">Rules whose condition held, but whose key the event has no value for: left out, to be counted.</param>
/// <param name="Failures">Rules that broke on this event; the others are not affected.</param>
public sealed record Evaluation(IReadOnlyList<Occurrence> Occurrences, IReadOnlyList<RuleId> WithoutKey, IReadOnlyList<RuleFailure> Failures)
{
    public static readonly Evaluation Nothing = new([], [], []);
}

/// <summary>A rule that can't run, or broke on an event: a defect of the program, told by rule so that it can be found.</summary>
public sealed record RuleFailure(RuleId RuleId, string Reason, Exception? Exception = null);
