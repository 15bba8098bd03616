using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Persistence;
using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Portal.Features.Access;

/// <summary>What administrators do with users. Scoped: use one for one action, not for the life of a page.</summary>
internal sealed class UserAdministration(UserManager<PortalUser> users, BlazorLakeContext context, IAuditStore audit, TimeProvider clock)
{
    /// <summary>By e-mail address.</summary>
    /// <param name="text">Part of the address or the name; empty: everybody.</param>
    public async Task<Page<UserInRole>> ListAsync(string text, PageRequest page, CancellationToken cancellationToken)
    {
        var part = users.NormalizeEmail(text.Trim());
        var found = users.Users.AsNoTracking();
        if (!string.IsNullOrEmpty(part))
        {
            var pattern = $"%{part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
            found = found.Where(u => EF.Functions.Like(u.NormalizedEmail!, pattern, @"\") || EF.Functions.Like(u.DisplayName.ToUpper(), pattern, @"\"));
        }

        if (page.Cursor is { } after)
            found = found.Where(u => u.NormalizedEmail!.CompareTo(after) > 0);
        var rows = await (
            from user in found.OrderBy(u => u.NormalizedEmail).Take(page.Limit + 1)
            orderby user.NormalizedEmail
            select new UserInRole(user, (from held in context.UserRoles join role in context.Roles on held.RoleId equals role.Id where held.UserId == user.Id select role.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        return new Page<UserInRole>([.. rows.Take(page.Limit)], rows.Count > page.Limit ? rows[page.Limit - 1].User.NormalizedEmail : null);
    }

    public async Task<bool> ExistsAsync(string email) => await users.FindByEmailAsync(email) is not null;

    /// <param name="password">Null: the person chooses one with the token of <see cref="InviteAsync"/>.</param>
    public async Task<UserOutcome> CreateAsync(string email, string displayName, string role, string? password, string by, CancellationToken cancellationToken)
    {
        if (!UserRoles.All.Contains(role))
            return new UserOutcome.Refused([$"'{role}' is no role. Roles: {string.Join(", ", UserRoles.All)}."]);
        var user = new PortalUser
        {
            UserName = email.Trim(),
            Email = email.Trim(),
            EmailConfirmed = true,
            DisplayName = string.IsNullOrWhiteSpace(displayName) ? email.Trim().Split('@')[0] : displayName.Trim(),
            CreatedAt = clock.GetUtcNow(),
        };
        var result = await (password is null ? users.CreateAsync(user) : users.CreateAsync(user, password));
        if (result.Succeeded)
            result = await users.AddToRoleAsync(user, role);
        return await FinishAsync(result, user, by, "created", role, cancellationToken);
    }

    /// <summary>A token with which the person sets a (new) password within a day, once: on page <c>/account/set-password</c>.</summary>
    public async Task<string?> InviteAsync(string userId, string by, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return null;
        await audit.WriteAsync(by, "invited to set a password", "user", user.Email!, "", cancellationToken);
        return await users.GeneratePasswordResetTokenAsync(user);
    }

    public async Task<UserOutcome> SetPasswordAsync(string userId, string token, string password, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return new UserOutcome.NotFound();
        var result = await users.ResetPasswordAsync(user, token, password);
        if (result.Succeeded)
            result = await users.SetLockoutEndDateAsync(user, null);
        return await FinishAsync(result, user, user.Email!, "set a password", "", cancellationToken);
    }

    public async Task<UserOutcome> SetRoleAsync(string userId, string role, string by, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return new UserOutcome.NotFound();
        if (!UserRoles.All.Contains(role))
            return new UserOutcome.Refused([$"'{role}' is no role. Roles: {string.Join(", ", UserRoles.All)}."]);
        if (role != UserRoles.Administrator && await IsLastAdministratorAsync(user))
            return LastAdministrator;
        var before = await users.GetRolesAsync(user);
        var result = await users.RemoveFromRolesAsync(user, before);
        if (result.Succeeded)
            result = await users.AddToRoleAsync(user, role);
        if (result.Succeeded)
            result = await users.UpdateSecurityStampAsync(user);
        return await FinishAsync(result, user, by, "changed role", $"{string.Join(", ", before)} → {role}", cancellationToken);
    }

    /// <summary>A disabled person is signed out everywhere within a minute.</summary>
    public async Task<UserOutcome> SetDisabledAsync(string userId, bool isDisabled, string by, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return new UserOutcome.NotFound();
        if (isDisabled && await IsLastAdministratorAsync(user))
            return LastAdministrator;
        user.DisabledAt = isDisabled ? clock.GetUtcNow() : null;
        return await FinishAsync(await users.UpdateSecurityStampAsync(user), user, by, isDisabled ? "disabled" : "enabled", "", cancellationToken);
    }

    public async Task<UserOutcome> DeleteAsync(string userId, string by, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(userId) is not { } user)
            return new UserOutcome.NotFound();
        if (await IsLastAdministratorAsync(user))
            return LastAdministrator;
        return await FinishAsync(await users.DeleteAsync(user), user, by, "deleted", "", cancellationToken);
    }

    private static UserOutcome.Refused LastAdministrator =>
        new(["This is the last administrator who can sign in. Make somebody else an administrator first."]);

    private async Task<bool> IsLastAdministratorAsync(PortalUser user) =>
        (await users.GetUsersInRoleAsync(UserRoles.Administrator)).Where(u => u.DisabledAt is null).ToList() is [var only] && only.Id == user.Id;

    private async Task<UserOutcome> FinishAsync(IdentityResult result, PortalUser user, string by, string action, string detail, CancellationToken cancellationToken)
    {
        if (!result.Succeeded)
            return new UserOutcome.Refused([.. result.Errors.Where(e => e.Code != nameof(IdentityErrorDescriber.DuplicateUserName)).Select(e => e.Description)]);
        await audit.WriteAsync(by, action, "user", user.Email!, detail, cancellationToken);
        return new UserOutcome.Done(user);
    }
}

/// <param name="Role">Null for somebody who may do nothing.</param>
internal sealed record UserInRole(PortalUser User, string? Role);

internal abstract record UserOutcome
{
    private UserOutcome()
    {
    }

    public sealed record Done(PortalUser User) : UserOutcome;

    public sealed record NotFound : UserOutcome;

    /// <param name="Reasons">For a person.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : UserOutcome;
}
