using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Alerts;

/// <summary>Changes of alerts that the clock makes, many in one transaction. Each call answers those it changed; fewer than asked for means there are no more.</summary>
public interface IAlertUpkeep
{
    /// <summary>Opens again at most <paramref name="limit"/> alerts whose snooze is over.</summary>
    Task<IReadOnlyList<Alert>> EndSnoozesAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Rules that run, resolve their alerts after a time, and have some to resolve.</summary>
    Task<IReadOnlyList<ResolvingRule>> FindResolvingAsync(CancellationToken cancellationToken);

    /// <summary>Resolves at most <paramref name="limit"/> alerts of a rule whose last occurrence was recorded at or before <paramref name="quietSince"/>.</summary>
    Task<IReadOnlyList<Alert>> ResolveQuietAsync(RuleId ruleId, DateTimeOffset quietSince, int limit, CancellationToken cancellationToken);
}

/// <summary>A rule whose alerts resolve by themselves.</summary>
/// <param name="After">So long after their last occurrence.</param>
public sealed record ResolvingRule(RuleId Id, TimeSpan After);
