using BlazorLake.Domain;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Design;

/// <summary>A list of any length: pages come from the server as they scroll into view (js/portal.js presses the button), only visible rows are in the page.</summary>
public sealed partial class CursorList<TItem> : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private List<TItem>? _items;
    private string? _next;
    private bool _loading;
    private bool _error;
    private bool _started;
    private object? _refreshKey;
    private int _generation;

    [Inject]
    private ILogger<CursorList<TItem>> Logger { get; set; } = null!;

    /// <summary>Gets one page, by its cursor; null is the first.</summary>
    [Parameter, EditorRequired]
    public Func<PageRequest, CancellationToken, Task<Page<TItem>>> Load { get; set; } = null!;

    [Parameter, EditorRequired]
    public RenderFragment<TItem> ItemTemplate { get; set; } = null!;

    [Parameter]
    public RenderFragment? Header { get; set; }

    /// <summary>What to show, and what to do next, when there is nothing.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>What the list holds, for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>About how high a row is, in pixels.</summary>
    [Parameter]
    public float ItemSize { get; set; } = 56;

    [Parameter]
    public int PageSize { get; set; } = 100;

    /// <summary>Rows are cards with space between them: no line below each.</summary>
    [Parameter]
    public bool IsSpaced { get; set; }

    /// <summary>What makes a row the same row after reading again; default: the item itself.</summary>
    [Parameter]
    public Func<TItem, object>? ItemKey { get; set; }

    /// <summary>When this changes, the first page is read again, unless the reader has already gone further.</summary>
    [Parameter]
    public object? RefreshKey { get; set; }

    public IReadOnlyList<TItem> Items => _items ?? [];

    /// <summary>Reads the first page again: after a change, or another filter.</summary>
    public Task ReloadAsync() => LoadAsync(null, keep: []);

    /// <summary>Replaces or removes rows in place, without asking the server.</summary>
    public void Change(Action<List<TItem>> change)
    {
        if (_items is null)
            return;
        change(_items);
        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_started && Equals(_refreshKey, RefreshKey))
            return;
        (_started, _refreshKey) = (true, RefreshKey);
        if (Items.Count <= PageSize)
            await LoadAsync(null, keep: []);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private object KeyOf(TItem item) => ItemKey?.Invoke(item) ?? item!;

    private Task LoadMoreAsync() => _loading || _next is null ? Task.CompletedTask : LoadAsync(_next, keep: _items ?? []);

    private async Task LoadAsync(string? cursor, List<TItem> keep)
    {
        var generation = ++_generation;
        (_loading, _error) = (true, false);
        try
        {
            var page = await Load(new PageRequest(PageSize, cursor), _stop.Token);
            if (generation == _generation)
                (_items, _next) = ([.. keep, .. page.Items], page.NextCursor);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Logger.ListFailed(error, Label);
            _error = generation == _generation;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            if (generation == _generation)
                _loading = false;
        }

        StateHasChanged();
    }
}
