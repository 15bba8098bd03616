using System.Globalization;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>What the inbox shows, as the address bar says it, so that a view can be bookmarked and shared.</summary>
/// <param name="State">Null: all states.</param>
public sealed record AlertQuery(AlertState? State, Severity? MinSeverity, RuleId? Rule, string Text)
{
    public static readonly AlertQuery Default = new(AlertState.Open, null, null, "");

    public AlertFilter Filter => new(State is { } state ? [state] : [], Rule, MinSeverity, Text.Length == 0 ? null : Text);

    public bool IsNarrowed => MinSeverity is not null || Rule is not null || Text.Length > 0;

    /// <summary>What an address names that it shouldn't is ignored.</summary>
    public static AlertQuery Parse(string? state, string? severity, string? rule, string? text) => new(
        state switch
        {
            null or "" => AlertState.Open,
            "all" => null,
            _ => Enum.TryParse<AlertState>(state, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : AlertState.Open,
        },
        Enum.TryParse<Severity>(severity, ignoreCase: true, out var min) && Enum.IsDefined(min) ? min : null,
        Guid.TryParse(rule, out var id) ? new RuleId(id) : null,
        text?.Trim() ?? "");

    public string ToUrl()
    {
        var parts = new List<string>();
        if (State != AlertState.Open)
            parts.Add("state=" + (State is { } state ? Lower(state) : "all"));
        if (MinSeverity is { } severity)
            parts.Add("severity=" + Lower(severity));
        if (Rule is { } rule)
            parts.Add("rule=" + rule);
        if (Text.Length > 0)
            parts.Add("q=" + Uri.EscapeDataString(Text));
        return parts.Count == 0 ? PortalUrls.Alerts : $"{PortalUrls.Alerts}?{string.Join('&', parts)}";
    }

    /// <summary>Whether a changed alert belongs into the view; the store decides the same when the page is read again.</summary>
    public bool Holds(Alert alert) =>
        (State is null || alert.State == State)
        && (MinSeverity is null || alert.Severity >= MinSeverity)
        && (Rule is null || alert.RuleId == Rule)
        && (Text.Length == 0 || Contains(alert.Title) || Contains(alert.Body) || Contains(alert.RuleName) || Contains(alert.Key));

    private bool Contains(string text) => text.Contains(Text, StringComparison.OrdinalIgnoreCase);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
