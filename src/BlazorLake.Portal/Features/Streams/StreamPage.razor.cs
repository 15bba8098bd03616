using System.Globalization;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>One stream: its events as they arrive, its fields as seen, its settings.</summary>
public sealed partial class StreamPage : ComponentBase, IDisposable
{
    private static readonly (string Key, string Text)[] Tabs = [("live", "Live events"), ("fields", "Fields"), ("publish", "How to publish"), ("settings", "Settings")];

    private readonly CancellationTokenSource _stop = new();
    private StreamSummary? _summary;
    private string _tab = "live";
    private string? _moves;
    private int _moveCount;
    private bool _loaded;
    private bool _failed;

    [Parameter] public string StreamName { get; set; } = "";

    /// <summary>What the live events are filtered by at first: a link to one event has it.</summary>
    [SupplyParameterFromQuery(Name = "filter")] private string? Filter { get; set; }

    /// <summary>When the event of the link happened.</summary>
    [SupplyParameterFromQuery(Name = "at")] private string? AtText { get; set; }

    [Inject] private IStreamStore Store { get; init; } = null!;

    [Inject] private ILogger<StreamPage> Log { get; init; } = null!;

    private DateTimeOffset? At => DateTimeOffset.TryParse(AtText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    protected override Task OnParametersSetAsync() => LoadAsync();

    private void Choose(string tab) => (_tab, _moves) = (tab, null);

    // As in every list of tabs: arrows go to the neighbour, Home and End to the ends, and the keyboard goes along.
    private void Move(KeyboardEventArgs key)
    {
        var index = Array.FindIndex(Tabs, t => t.Key == _tab);
        int? to = key.Key switch
        {
            "ArrowRight" => (index + 1) % Tabs.Length,
            "ArrowLeft" => (index + Tabs.Length - 1) % Tabs.Length,
            "Home" => 0,
            "End" => Tabs.Length - 1,
            _ => null,
        };
        if (to is { } next)
            (_tab, _moves) = (Tabs[next].Key, (++_moveCount).ToString(CultureInfo.InvariantCulture));
    }

    private async Task LoadAsync()
    {
        try
        {
            _summary = Domain.Events.StreamName.TryParse(StreamName, out var name) ? await Store.FindAsync(name, _stop.Token) : null;
            (_loaded, _failed) = (true, false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.StreamRoute);
            _failed = true;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
