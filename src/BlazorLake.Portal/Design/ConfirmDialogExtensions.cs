using MudBlazor;

namespace BlazorLake.Portal.Design;

internal static class ConfirmDialogExtensions
{
    /// <summary>Asks before something that cannot be undone; true when the person chose <paramref name="action"/>.</summary>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string action, bool isDangerous = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Action, action },
            { dialog => dialog.IsDangerous, isDangerous },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await dialog.Result is { Canceled: false };
    }
}
