namespace BlazorLake.Domain.Access;

/// <summary>The roles of people: each may do what the one before may, and more. A page's authorization policy has the role's own name.</summary>
public static class UserRoles
{
    /// <summary>Reads everything but the administration.</summary>
    public const string Viewer = "Viewer";

    /// <summary>Also edits rules and handles alerts.</summary>
    public const string Editor = "Editor";

    /// <summary>Also manages users, API keys, streams and unreadable messages.</summary>
    public const string Administrator = "Administrator";

    /// <summary>From the least to the most.</summary>
    public static readonly IReadOnlyList<string> All = [Viewer, Editor, Administrator];

    /// <summary>The role itself and every role above it: who passes a check for <paramref name="role"/>.</summary>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    public static IReadOnlyList<string> AtLeast(string role) =>
        All.Contains(role) ? [.. All.SkipWhile(r => r != role)] : throw new ArgumentException($"'{role}' is no role. Roles: {string.Join(", ", All)}.", nameof(role));
}
