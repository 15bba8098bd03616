using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Domain.Live;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Events;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>The newest events of a stream as they arrive: pause, filter, open one.</summary>
public sealed partial class LiveTailPanel : ComponentBase, IDisposable
{
    private const int FromLake = 100;

    private readonly CancellationTokenSource _stop = new();
    private StreamTail? _tail;
    private EventFilter _filter = EventFilter.None;
    private List<StreamEvent> _shown = [];
    private EventKey? _open;
    private string _filterText = "";
    private bool _lakeFailed;
    private bool _reading = true;

    [Parameter, EditorRequired] public StreamName Stream { get; set; }

    /// <summary>What to filter by at first.</summary>
    [Parameter] public string? FirstFilter { get; set; }

    /// <summary>When the events to show happened, in case they are older than the newest ones.</summary>
    [Parameter] public DateTimeOffset? At { get; set; }

    [Inject] private IEventArchive Archive { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Inject] private NavigationManager Navigation { get; init; } = null!;

    [Inject] private PickedEvent Picked { get; init; } = null!;

    [Inject] private ILogger<LiveTailPanel> Log { get; init; } = null!;

    private bool IsPaused => _tail?.IsPaused ?? false;

    private string State => (_tail, IsPaused) switch
    {
        (null, _) => "Connecting",
        (_, false) => "Live",
        ({ WaitingCount: >= StreamTail.Capacity }, _) => $"Paused, {StreamTail.Capacity} or more new",
        ({ WaitingCount: var count }, _) => count == 0 ? "Paused" : $"Paused, {count} new",
    };

    protected override void OnInitialized() => SetFilter(FirstFilter);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        // Before the lake is read: what arrives meanwhile is in neither otherwise.
        _tail = new StreamTail(Feed, Stream, Clock, () => _ = InvokeAsync(Show));
        Show();
        try
        {
            _tail.Add((await Archive.ReadAsync(Stream, new EventQuery(null, null, null, new PageRequest(FromLake)), _stop.Token)).Items);
            // Its own microsecond narrows the search to few files.
            if (At is { } at)
                _tail.Add((await Archive.ReadAsync(Stream, new EventQuery(at, at.AddMicroseconds(1), null, new PageRequest(FromLake)), _stop.Token)).Items);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.StreamRoute);
            _lakeFailed = true;
        }

        _reading = false;
        Show();
    }

    private void Show()
    {
        _shown = _tail is null ? [] : [.. _tail.Shown(_filter)];
        StateHasChanged();
    }

    private void TogglePause()
    {
        if (_tail is not null)
            _tail.IsPaused = !_tail.IsPaused;
        Show();
    }

    private void Filter(string? text)
    {
        SetFilter(text);
        Show();
    }

    private void SetFilter(string? text)
    {
        _filterText = text ?? "";
        _filter = EventFilter.Parse(_filterText);
    }

    private void MakeRule(StreamEvent item)
    {
        Picked.Put(item);
        Navigation.NavigateTo(PortalUrls.NewRuleFor(Stream));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _tail?.Dispose();
        _stop.Dispose();
    }
}
