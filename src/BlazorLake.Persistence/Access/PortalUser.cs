using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Persistence.Access;

/// <summary>A person who signs in; the user name is the e-mail address.</summary>
public sealed class PortalUser : IdentityUser
{
    /// <summary>How the person is called on pages; at most 200 characters.</summary>
    public string DisplayName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Set: may not sign in, and is signed out everywhere at the next check.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

