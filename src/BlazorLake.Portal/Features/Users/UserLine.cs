using BlazorLake.Portal.Features.Access;

namespace BlazorLake.Portal.Features.Users;

/// <summary>A person as the list shows them.</summary>
/// <param name="Role">Empty for somebody who may do nothing.</param>
/// <param name="IsInvited">No password chosen yet.</param>
public sealed record UserLine(string Id, string Email, string DisplayName, string Role, DateTimeOffset? LastSignInAt, bool IsDisabled, bool IsInvited)
{
    internal static UserLine Of(UserInRole entry) => new(
        entry.User.Id,
        entry.User.Email ?? "",
        string.IsNullOrWhiteSpace(entry.User.DisplayName) ? entry.User.Email ?? "" : entry.User.DisplayName,
        entry.Role ?? "",
        entry.User.LastSignInAt,
        entry.User.DisabledAt is not null,
        entry.User.PasswordHash is null && entry.User.LastSignInAt is null);
}
