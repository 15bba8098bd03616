using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BlazorLake.Portal.Features.Users;

/// <summary>People, for administrators: invite, role, new password link, disable.</summary>
public sealed partial class UsersPage
{
    private CursorList<UserLine>? _list;
    private string _text = "";
    private (string Email, string Url)? _link;

    /// <summary>A scope for each action: what works on users must not live as long as a page.</summary>
    [Inject]
    private IServiceScopeFactory Scopes { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal CurrentUser User { get; set; } = null!;

    private async Task<Page<UserLine>> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        await using var scope = Scopes.CreateAsyncScope();
        var page = await scope.ServiceProvider.GetRequiredService<UserAdministration>().ListAsync(_text, request, cancellationToken);
        return new Page<UserLine>([.. page.Items.Select(UserLine.Of)], page.NextCursor);
    }

    private Task SearchAsync(string text)
    {
        _text = text;
        return _list?.ReloadAsync() ?? Task.CompletedTask;
    }

    private async Task InviteAsync()
    {
        var dialog = await Dialogs.ShowAsync<InviteDialog>("Invite someone");
        if (await dialog.Result is not { Canceled: false, Data: Invitation invitation })
            return;
        await ChangeAsync(
            async (users, by) =>
            {
                var outcome = await users.CreateAsync(invitation.Email, invitation.DisplayName, invitation.Role, password: null, by, CancellationToken.None);
                if (outcome is UserOutcome.Done done)
                    await ShowLinkAsync(users, done.User.Id, invitation.Email, by);
                return outcome;
            },
            $"{invitation.Email} is invited.");
    }

    private async Task NewLinkAsync(UserLine user)
    {
        const string Text = "You get a link to send them. Until they choose a new password, the present one goes on working.";
        if (await Dialogs.ConfirmAsync($"New password link for {user.Email}?", Text, "Make the link") && await User.MayAsync(UserRoles.Administrator))
        {
            await using var scope = Scopes.CreateAsyncScope();
            await ShowLinkAsync(scope.ServiceProvider.GetRequiredService<UserAdministration>(), user.Id, user.Email, await User.NameAsync());
        }
    }

    private Task SetRoleAsync(UserLine user, string? role) => string.IsNullOrEmpty(role) || role == user.Role
        ? Task.CompletedTask
        : ChangeAsync((users, by) => users.SetRoleAsync(user.Id, role, by, CancellationToken.None), $"{user.Email} is now {role}.");

    private async Task SetDisabledAsync(UserLine user)
    {
        if (!user.IsDisabled && string.Equals(user.Email, await User.NameAsync(), StringComparison.OrdinalIgnoreCase))
        {
            Snackbar.Add("You cannot disable yourself. Ask another administrator.", MudBlazor.Severity.Warning);
            return;
        }

        const string Text = "They are signed out everywhere and cannot sign in until you enable them again.";
        if (!user.IsDisabled && !await Dialogs.ConfirmAsync($"Disable {user.Email}?", Text, "Disable", isDangerous: true))
            return;
        await ChangeAsync(
            (users, by) => users.SetDisabledAsync(user.Id, !user.IsDisabled, by, CancellationToken.None),
            user.IsDisabled ? $"{user.Email} may sign in again." : $"{user.Email} is disabled.");
    }

    private async Task ShowLinkAsync(UserAdministration users, string id, string email, string by)
    {
        _link = await users.InviteAsync(id, by, CancellationToken.None) is { } token ? (email, Navigation.ToAbsoluteUri(PortalUrls.SetPasswordFor(id, token)).ToString()) : null;
        if (_link is null)
            Snackbar.Add("This person is gone.", MudBlazor.Severity.Info);
    }

    private async Task ChangeAsync(Func<UserAdministration, string, Task<UserOutcome>> change, string done)
    {
        if (!await User.MayAsync(UserRoles.Administrator))
            return;
        await using var scope = Scopes.CreateAsyncScope();
        switch (await change(scope.ServiceProvider.GetRequiredService<UserAdministration>(), await User.NameAsync()))
        {
            case UserOutcome.Done:
                Snackbar.Add(done, MudBlazor.Severity.Success);
                break;
            case UserOutcome.NotFound:
                Snackbar.Add("This person is gone.", MudBlazor.Severity.Info);
                break;
            case UserOutcome.Refused refused:
                Snackbar.Add(string.Join(' ', refused.Reasons), MudBlazor.Severity.Warning);
                break;
        }

        if (_list is not null)
            await _list.ReloadAsync();
    }
}
