using System.Collections.Frozen;

namespace BlazorLake.Domain.Access;

/// <summary>What a caller of the API may do. An endpoint's authorization policy has the scope's own name.</summary>
/// <remarks>Source: CONTRACT.md section 2.</remarks>
public static class Scopes
{
    public const string EventsWrite = "events:write";
    public const string RulesRead = "rules:read";
    public const string RulesWrite = "rules:write";
    public const string AlertsRead = "alerts:read";
    public const string AlertsWrite = "alerts:write";
    public const string LakeRead = "lake:read";
    public const string LakeWrite = "lake:write";
    public const string Admin = "admin";

    /// <summary>Every scope, in the contract's order.</summary>
    public static readonly IReadOnlyList<string> All = [EventsWrite, RulesRead, RulesWrite, AlertsRead, AlertsWrite, LakeRead, LakeWrite, Admin];

    /// <summary>What a person may do through the API with the portal's cookie, by role; a role without an entry may do nothing.</summary>
    public static readonly FrozenDictionary<string, IReadOnlyList<string>> OfRole = new Dictionary<string, IReadOnlyList<string>>
    {
        [UserRoles.Viewer] = [RulesRead, AlertsRead, LakeRead],
        [UserRoles.Editor] = [RulesRead, AlertsRead, LakeRead, RulesWrite, AlertsWrite],
        [UserRoles.Administrator] = All,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
