using BlazorLake.Domain.Access;

namespace BlazorLake.Portal.Features.ApiKeys;

/// <summary>What each scope allows, in plain words, in the contract's order.</summary>
internal static class ScopeWords
{
    public static readonly IReadOnlyList<(string Scope, string Words)> All = [.. Scopes.All.Select(scope => (scope, WordsOf(scope)))];

    private static string WordsOf(string scope) => scope switch
    {
        Scopes.EventsWrite => "Send events to any stream.",
        Scopes.RulesRead => "Read rules and try them out.",
        Scopes.RulesWrite => "Make, change, enable and delete rules.",
        Scopes.AlertsRead => "Read alerts and occurrences.",
        Scopes.AlertsWrite => "Acknowledge, snooze and resolve alerts.",
        Scopes.LakeRead => "Read events and tables of the lake.",
        Scopes.LakeWrite => "Maintain tables of the lake.",
        Scopes.Admin => "Everything an administrator can do.",
        _ => "",
    };
}
