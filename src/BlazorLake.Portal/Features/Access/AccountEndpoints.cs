using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Features.Access;

/// <summary>
/// What the account pages' plain forms post to. Each needs the antiforgery token (<c>&lt;AntiforgeryToken /&gt;</c>) and answers with a redirect; what went wrong
/// is in <c>?problem=</c>: a word of <see cref="AccountProblems"/>.
/// </summary>
internal static class AccountEndpoints
{
    public const string SignIn = "/account/actions/sign-in";
    public const string SignOut = "/account/actions/sign-out";
    public const string SetUp = "/account/actions/set-up";
    public const string ChangePassword = "/account/actions/change-password";
    public const string SetPassword = "/account/actions/set-password";

    public static void MapAccount(this WebApplication app)
    {
        var account = app.MapGroup("").ExcludeFromDescription();
        account.MapPost(SignIn, SignInAsync).AllowAnonymous();
        account.MapPost(SignOut, SignOutAsync).AllowAnonymous();
        account.MapPost(SetUp, SetUpAsync).AllowAnonymous();
        account.MapPost(ChangePassword, ChangePasswordAsync).RequireAuthorization();
        account.MapPost(SetPassword, SetPasswordAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] bool? remember, [FromForm] string? returnUrl, SignInManager<PortalUser> manager, SignInLog log)
    {
        var user = string.IsNullOrWhiteSpace(email) ? null : await manager.UserManager.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            // As long as for somebody who exists, so that nobody learns who does.
            manager.UserManager.PasswordHasher.HashPassword(new PortalUser(), password ?? "");
            return Results.LocalRedirect(SignInPage(AccountProblems.Credentials, returnUrl));
        }

        var result = await manager.PasswordSignInAsync(user, password ?? "", remember ?? false, lockoutOnFailure: true);
        if (!result.Succeeded)
            return Results.LocalRedirect(SignInPage(result.IsLockedOut ? AccountProblems.LockedOut : AccountProblems.Credentials, returnUrl));
        await log.SignedInAsync(user);
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? returnUrl, SignInManager<PortalUser> manager)
    {
        await manager.SignOutAsync();
        return Results.LocalRedirect(returnUrl is null ? PortalUrls.SignIn : LocalUrl.OrHome(returnUrl));
    }

    private static async Task<IResult> SetUpAsync(
        [FromForm] string? code, [FromForm] string? email, [FromForm] string? displayName, [FromForm] string? password,
        FirstAdministrator setUp, SignInManager<PortalUser> manager, SignInLog log, CancellationToken cancellationToken)
    {
        switch (await setUp.CreateAsync(code, email ?? "", displayName ?? "", password ?? "", cancellationToken))
        {
            case SetUpOutcome.Created created:
                var user = (await manager.UserManager.FindByIdAsync(created.UserId))!;
                await manager.SignInAsync(user, isPersistent: false);
                await log.SignedInAsync(user);
                return Results.LocalRedirect(PortalUrls.Home);
            case SetUpOutcome.AlreadyDone:
                return Results.LocalRedirect(PortalUrls.SignIn);
            case SetUpOutcome.Refused refused:
                return Results.LocalRedirect(AccountProblems.Add(PortalUrls.SetUp, AccountProblems.Refused, refused.Reasons));
            default:
                return Results.LocalRedirect(AccountProblems.Add(PortalUrls.SetUp, AccountProblems.WrongCode));
        }
    }

    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string? current, [FromForm] string? password, SignInManager<PortalUser> manager, IAuditStore audit, HttpContext context, CancellationToken cancellationToken)
    {
        if (await manager.UserManager.GetUserAsync(context.User) is not { } user)
            return Results.LocalRedirect(PortalUrls.SignIn);
        var result = await manager.UserManager.ChangePasswordAsync(user, current ?? "", password ?? "");
        if (!result.Succeeded)
            return Results.LocalRedirect(AccountProblems.Add(PortalUrls.Account, AccountProblems.Refused, [.. result.Errors.Select(e => e.Description)]));
        await audit.WriteAsync(Actor.Of(context.User), "changed password", "user", user.Email!, "", cancellationToken);
        await manager.RefreshSignInAsync(user);
        return Results.LocalRedirect($"{PortalUrls.Account}?done=password");
    }

    /// <summary>With the token an administrator handed out; the page passes user and token on in hidden fields.</summary>
    private static async Task<IResult> SetPasswordAsync(
        [FromForm] string? user, [FromForm] string? token, [FromForm] string? password, UserAdministration users, CancellationToken cancellationToken) =>
        await users.SetPasswordAsync(user ?? "", token ?? "", password ?? "", cancellationToken) switch
        {
            UserOutcome.Done => Results.LocalRedirect($"{PortalUrls.SignIn}?done=password"),
            UserOutcome.Refused refused => Results.LocalRedirect(AccountProblems.Add(
                $"{PortalUrls.SetPassword}?user={Uri.EscapeDataString(user ?? "")}&token={Uri.EscapeDataString(token ?? "")}", AccountProblems.Refused, refused.Reasons)),
            _ => Results.LocalRedirect(AccountProblems.Add(PortalUrls.SignIn, AccountProblems.Credentials)),
        };

    private static string SignInPage(string problem, string? returnUrl) =>
        AccountProblems.Add($"{PortalUrls.SignIn}?returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(returnUrl))}", problem);
}
