using System.Buffers.Text;
using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BlazorLake.Portal.Features.Access;

/// <summary>
/// Passkeys (WebAuthn). The page's script posts a form with the antiforgery token to get options as JSON, gives them to
/// <c>navigator.credentials</c>, and submits the credential as JSON text in the form field <c>credential</c>.
/// </summary>
internal static class PasskeyEndpoints
{
    public const string CreationOptions = "/account/actions/passkeys/creation-options";
    public const string RequestOptions = "/account/actions/passkeys/request-options";
    public const string Add = "/account/actions/passkeys/add";
    public const string Rename = "/account/actions/passkeys/rename";
    public const string Remove = "/account/actions/passkeys/remove";
    public const string SignIn = "/account/actions/passkeys/sign-in";

    private const int MaxPasskeys = 50;

    private const int MaxNameLength = 100;

    public static void MapPasskeys(this WebApplication app)
    {
        var passkeys = app.MapGroup("").ExcludeFromDescription();
        passkeys.MapPost(CreationOptions, CreationOptionsAsync).RequireAuthorization();
        passkeys.MapPost(RequestOptions, RequestOptionsAsync).AllowAnonymous();
        passkeys.MapPost(Add, AddAsync).RequireAuthorization();
        passkeys.MapPost(Rename, RenameAsync).RequireAuthorization();
        passkeys.MapPost(Remove, RemoveAsync).RequireAuthorization();
        passkeys.MapPost(SignIn, SignInAsync).AllowAnonymous();
    }

    private static async Task<IResult> CreationOptionsAsync([FromForm] string? name, SignInManager<PortalUser> manager, HttpContext context)
    {
        if (await manager.UserManager.GetUserAsync(context.User) is not { } user)
            return Results.Unauthorized();
        var options = await manager.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = user.Email!, DisplayName = user.DisplayName });
        return Results.Content(options, "application/json");
    }

    /// <param name="email">Empty: any passkey of this site that the device knows.</param>
    private static async Task<IResult> RequestOptionsAsync([FromForm] string? email, SignInManager<PortalUser> manager)
    {
        var user = string.IsNullOrWhiteSpace(email) ? null : await manager.UserManager.FindByEmailAsync(email.Trim());
        return Results.Content(await manager.MakePasskeyRequestOptionsAsync(user), "application/json");
    }

    private static async Task<IResult> AddAsync(
        [FromForm] string? credential, [FromForm] string? name, SignInManager<PortalUser> manager, IAuditStore audit, HttpContext context, CancellationToken cancellationToken)
    {
        if (await manager.UserManager.GetUserAsync(context.User) is not { } user)
            return Results.LocalRedirect(PortalUrls.SignIn);
        if ((await manager.UserManager.GetPasskeysAsync(user)).Count >= MaxPasskeys)
            return Failed([$"You have {MaxPasskeys} passkeys, the most there can be. Remove one first."]);
        var attestation = string.IsNullOrEmpty(credential) ? null : await manager.PerformPasskeyAttestationAsync(credential);
        if (attestation is not { Succeeded: true })
            return Failed(["The passkey could not be added. Try again, or use another device."]);
        attestation.Passkey.Name = NameOf(name);
        if (!(await manager.UserManager.AddOrUpdatePasskeyAsync(user, attestation.Passkey)).Succeeded)
            return Failed(["The passkey could not be saved. Try again."]);
        await audit.WriteAsync(Actor.Of(context.User), "added a passkey", "user", user.Email!, attestation.Passkey.Name, cancellationToken);
        return Results.LocalRedirect($"{PortalUrls.Account}?done=passkey");
    }

    private static async Task<IResult> RenameAsync([FromForm] string? id, [FromForm] string? name, UserManager<PortalUser> users, HttpContext context)
    {
        if (await users.GetUserAsync(context.User) is { } user && TryReadId(id) is { } credentialId && await users.GetPasskeyAsync(user, credentialId) is { } passkey)
        {
            passkey.Name = NameOf(name);
            await users.AddOrUpdatePasskeyAsync(user, passkey);
        }

        return Results.LocalRedirect(PortalUrls.Account);
    }

    private static async Task<IResult> RemoveAsync(
        [FromForm] string? id, UserManager<PortalUser> users, IAuditStore audit, HttpContext context, CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(context.User) is { } user && TryReadId(id) is { } credentialId && await users.GetPasskeyAsync(user, credentialId) is { } passkey)
        {
            await users.RemovePasskeyAsync(user, credentialId);
            await audit.WriteAsync(Actor.Of(context.User), "removed a passkey", "user", user.Email!, passkey.Name ?? "", cancellationToken);
        }

        return Results.LocalRedirect(PortalUrls.Account);
    }

    private static async Task<IResult> SignInAsync([FromForm] string? credential, [FromForm] string? returnUrl, SignInManager<PortalUser> manager, SignInLog log)
    {
        // One reading of the credential: the challenge in the state cookie is for one use.
        var assertion = string.IsNullOrEmpty(credential) ? null : await manager.PerformPasskeyAssertionAsync(credential);
        if (assertion is not { Succeeded: true } || !await manager.CanSignInAsync(assertion.User) || await manager.UserManager.IsLockedOutAsync(assertion.User))
        {
            return Results.LocalRedirect(
                AccountProblems.Add($"{PortalUrls.SignIn}?returnUrl={Uri.EscapeDataString(LocalUrl.OrHome(returnUrl))}", AccountProblems.Passkey));
        }

        await manager.UserManager.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey);
        await manager.SignInAsync(assertion.User, isPersistent: false, authenticationMethod: "passkey");
        await log.SignedInAsync(assertion.User);
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static IResult Failed(IReadOnlyList<string> reasons) => Results.LocalRedirect(AccountProblems.Add(PortalUrls.Account, AccountProblems.Refused, reasons));

    private static string NameOf(string? name) => string.IsNullOrWhiteSpace(name) ? "Passkey" : name.Trim()[..Math.Min(MaxNameLength, name.Trim().Length)];

    /// <summary>Credential ids are base64url in forms.</summary>
    private static byte[]? TryReadId(string? id) => id is not null && Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : null;
}
