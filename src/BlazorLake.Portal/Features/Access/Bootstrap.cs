using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Access;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Features.Access;

/// <summary>Fills an empty database as section <c>Bootstrap</c> says; without it, prints the code that the set-up page asks for.</summary>
internal sealed partial class Bootstrap(
    IServiceScopeFactory scopes, IApiKeyStore keys, FirstAdministrator setUp, SetUpCode code, IOptions<BootstrapOptions> options, PortalSettings settings, TimeProvider clock, ILogger<Bootstrap> log)
    : IHostedLifecycleService
{
    private const string By = "BlazorLake";

    private const int ShortPassword = 8;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var given = options.Value;
        if (given.ApiKey is { Length: > 0 } secret && !await keys.AnyAsync(cancellationToken))
        {
            await keys.ImportAsync("bootstrap", secret, Scopes.All, By, cancellationToken);
            if (secret.Length < ApiKeySecret.SafeLength)
                ShortKey(ApiKeySecret.SafeLength);
        }

        if (given.AdminEmail is { Length: > 0 } && await setUp.IsNeededAsync(cancellationToken))
            await CreateAdministratorAsync(given.AdminEmail, given.AdminPassword!);
    }

    /// <summary>When the address is known to be listened on, so that it is the last thing a newcomer reads.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (settings.Has(PortalRoles.Portal) && await setUp.IsNeededAsync(cancellationToken))
            Code(code.Text);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The operator's word is law: the password is taken as it is, and only warned about.</summary>
    private async Task CreateAdministratorAsync(string email, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, DisplayName = email.Split('@')[0], CreatedAt = clock.GetUtcNow() };
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        var result = await users.CreateAsync(user);
        if (result.Succeeded)
            result = await users.AddToRoleAsync(user, UserRoles.Administrator);
        if (!result.Succeeded && !await users.Users.AnyAsync())
            throw new StartException($"Bootstrap:AdminEmail could not be made an administrator: {string.Join(" ", result.Errors.Select(e => e.Description))}");
        if (password.Length < ShortPassword)
            WeakPassword(ShortPassword);
    }

    [LoggerMessage(1111, LogLevel.Warning, "There is no administrator yet. Open the portal and enter this one-time code: {Code}")]
    private partial void Code(string code);

    [LoggerMessage(1112, LogLevel.Warning, "Bootstrap:ApiKey has fewer than {Length} characters and can be guessed; revoke it before others can reach this address")]
    private partial void ShortKey(int length);

    [LoggerMessage(1113, LogLevel.Warning, "Bootstrap:AdminPassword has fewer than {Length} characters and can be guessed; change it before others can reach this address")]
    private partial void WeakPassword(int length);
}
