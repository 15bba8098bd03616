using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Portal.Features.Access;

/// <summary>First-run set-up: works with the code printed at start, and only until there is a user.</summary>
internal sealed class FirstAdministrator(IServiceScopeFactory scopes, SetUpCode code) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isDone;

    public void Dispose() => _gate.Dispose();

    /// <summary>Whether the set-up page is to be shown. Once false it stays so, without asking the database.</summary>
    public async ValueTask<bool> IsNeededAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        _isDone = await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().Users.AnyAsync(cancellationToken);
        return !_isDone;
    }

    public async Task<SetUpOutcome> CreateAsync(string? givenCode, string email, string displayName, string password, CancellationToken cancellationToken)
    {
        if (!code.Matches(givenCode))
            return new SetUpOutcome.WrongCode();
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!await IsNeededAsync(cancellationToken))
                return new SetUpOutcome.AlreadyDone();
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<UserAdministration>().CreateAsync(email, displayName, UserRoles.Administrator, password, by: email, cancellationToken) switch
            {
                UserOutcome.Done done => new SetUpOutcome.Created(done.User.Id),
                UserOutcome.Refused refused => new SetUpOutcome.Refused(refused.Reasons),
                _ => new SetUpOutcome.AlreadyDone(),
            };
        }
        finally
        {
            _gate.Release();
        }
    }
}

internal abstract record SetUpOutcome
{
    private SetUpOutcome()
    {
    }

    public sealed record Created(string UserId) : SetUpOutcome;

    public sealed record WrongCode : SetUpOutcome;

    public sealed record AlreadyDone : SetUpOutcome;

    /// <param name="Reasons">What is wrong with the address or the password, for a person.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : SetUpOutcome;
}
