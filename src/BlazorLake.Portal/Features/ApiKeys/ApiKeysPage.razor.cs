using BlazorLake.Domain.Access;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BlazorLake.Portal.Features.ApiKeys;

/// <summary>API keys, for administrators: make, see last use, revoke.</summary>
public sealed partial class ApiKeysPage
{
    private CursorList<ApiKey>? _list;
    private NewApiKey? _created;

    [Inject]
    private IApiKeyStore Keys { get; set; } = null!;

    [Inject]
    internal ApiKeyLookup Lookup { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal CurrentUser User { get; set; } = null!;

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<ApiKeyDialog>("New API key");
        if (await dialog.Result is not { Canceled: false, Data: ApiKeyRequest request } || !await User.MayAsync(UserRoles.Administrator))
            return;
        _created = await Keys.CreateAsync(request.Name, request.Scopes, await User.NameAsync(), CancellationToken.None);
        if (_list is not null)
            await _list.ReloadAsync();
    }

    private async Task RevokeAsync(ApiKey key)
    {
        var text = $"Whatever uses “{ShownText.Of(key.Name, 200)}” is refused from now on. This cannot be undone; a new key can be made.";
        if (!await Dialogs.ConfirmAsync("Revoke this API key?", text, "Revoke key", isDangerous: true) || !await User.MayAsync(UserRoles.Administrator))
            return;
        await Lookup.RevokeAsync(key.Id, await User.NameAsync(), CancellationToken.None);
        if (_list is not null)
            await _list.ReloadAsync();
    }
}
