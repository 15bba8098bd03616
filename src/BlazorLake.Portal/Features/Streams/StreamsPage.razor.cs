using BlazorLake.Domain.Live;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>All streams with their live rates.</summary>
public sealed partial class StreamsPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<StreamRow>? _rows;
    private IDisposable? _changes;
    private ITimer? _timer;
    private bool _showHow;
    private bool _failed;
    private bool _reading;

    [Inject] private IStreamStore Store { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Inject] private ILogger<StreamsPage> Log { get; init; } = null!;

    protected override Task OnInitializedAsync() => ReadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _changes = Feed.Subscribe(change =>
        {
            if (change is LiveChange.StreamsChanged)
                _ = InvokeAsync(ReadAsync);
        });
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(ReadAsync), null, Interval, Interval);
    }

    private async Task ReadAsync()
    {
        if (_reading || _stop.IsCancellationRequested)
            return;
        _reading = true;
        try
        {
            var now = Clock.GetUtcNow();
            var rows = new List<StreamRow>();
            foreach (var summary in await Store.ListAsync(_stop.Token))
                rows.Add(StreamRow.Of(summary, StreamProfileJson.Read(await Store.ReadProfileAsync(summary.Stream, _stop.Token)), now));
            (_rows, _failed) = (rows, false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.Streams);
            // What is shown stays.
            _failed = _rows is null;
        }
        finally
        {
            _reading = false;
        }

        StateHasChanged();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _changes?.Dispose();
        _timer?.Dispose();
        _stop.Dispose();
    }
}
