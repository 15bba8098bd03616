using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BlazorLake.Portal.Features.Unreadable;

/// <summary>Messages that were no events, for administrators: see why, send again, discard.</summary>
public sealed partial class UnreadablePage : IDisposable
{
    private CursorList<UnreadableMessage>? _list;
    private IDisposable? _subscription;
    private long _arrived;

    [Inject]
    private IUnreadableMessageStore Messages { get; set; } = null!;

    [Inject]
    private IUnreadableMessageRedrive Redrive { get; set; } = null!;

    [Inject]
    private IAuditStore Audit { get; set; } = null!;

    [Inject]
    private ILiveFeed Live { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    internal CurrentUser User { get; set; } = null!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _subscription = Live.Subscribe(OnChange);
    }

    public void Dispose() => _subscription?.Dispose();

    private async Task SendAgainAsync(UnreadableMessage message)
    {
        if (!await User.MayAsync(UserRoles.Administrator))
            return;
        switch (await Redrive.SendAgainAsync(message.Id, CancellationToken.None))
        {
            case RedriveOutcome.Sent:
                await Audit.WriteAsync(await User.NameAsync(), "sent again", "message", message.Id.ToString(), message.Stream, CancellationToken.None);
                _list?.Change(items => Replace(items, message, message with { ResentAt = Clock.GetUtcNow() }));
                Snackbar.Add("Sent again. If it fails once more, it comes back here.", MudBlazor.Severity.Success);
                break;
            case RedriveOutcome.NotFound:
                _list?.Change(items => items.RemoveAll(m => m.Id == message.Id));
                Snackbar.Add("Someone else has discarded this message.", MudBlazor.Severity.Info);
                break;
            case RedriveOutcome.Refused refused:
                Snackbar.Add(refused.Reason, MudBlazor.Severity.Warning);
                break;
        }
    }

    private async Task DiscardAsync(UnreadableMessage message)
    {
        if (!await Dialogs.ConfirmAsync("Discard this message?", "It is deleted for good, and its content cannot be brought back.", "Discard", isDangerous: true)
            || !await User.MayAsync(UserRoles.Administrator))
        {
            return;
        }

        await Messages.DiscardAsync(message.Id, CancellationToken.None);
        await Audit.WriteAsync(await User.NameAsync(), "discarded", "message", message.Id.ToString(), message.Stream, CancellationToken.None);
        _list?.Change(items => items.RemoveAll(m => m.Id == message.Id));
    }

    private static void Replace(List<UnreadableMessage> items, UnreadableMessage old, UnreadableMessage with)
    {
        var at = items.FindIndex(m => m.Id == old.Id);
        if (at >= 0)
            items[at] = with;
    }

    private void OnChange(LiveChange change)
    {
        if (change is LiveChange.StreamsChanged)
        {
            _ = InvokeAsync(() =>
            {
                _arrived++;
                StateHasChanged();
            });
        }
    }
}
