using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>One occurrence: why it fired, and the event that made it, out of the lake.</summary>
public sealed partial class OccurrenceRow : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(string Source, string Id), StreamEvent> _events = [];
    private bool _open;
    private bool _looking;
    private bool _failed;

    [Parameter, EditorRequired] public Occurrence Occurrence { get; set; } = null!;

    [Parameter] public bool IsOpenAtFirst { get; set; }

    /// <summary>In a list of several keys.</summary>
    [Parameter] public bool ShowKey { get; set; }

    /// <summary>Where the list is not that alert's own.</summary>
    [Parameter] public bool ShowAlert { get; set; }

    [Inject] private IEventArchive Archive { get; init; } = null!;

    [Inject] private ILogger<OccurrenceRow> Log { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (IsOpenAtFirst)
            await ToggleAsync();
    }

    private async Task ToggleAsync()
    {
        _open = !_open;
        if (_open && _events.Count == 0)
            await FindAsync();
    }

    private async Task FindAsync()
    {
        (_looking, _failed) = (true, false);
        try
        {
            foreach (var source in Occurrence.Events)
            {
                // Its own microsecond narrows the search to few files.
                var query = new EventQuery(source.Time, source.Time.AddMicroseconds(1), source.Id, new PageRequest(100));
                var page = await Archive.ReadAsync(source.Stream, query, _stop.Token);
                if (page.Items.FirstOrDefault(e => e.Id == source.Id && e.Source == source.Source) is { } found)
                    _events[(source.Source, source.Id)] = found;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.AlertRoute);
            _failed = true;
        }

        _looking = false;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
