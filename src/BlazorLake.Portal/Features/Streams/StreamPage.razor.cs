using System.Globalization;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>One stream: its events as they arrive, its fields as seen, its settings.</summary>
public sealed partial class StreamPage : ComponentBase, IDisposable
{
    private static readonly (string, string)[] Tabs = [("", "Live events"), ("fields", "Fields"), ("publish", "How to publish"), ("settings", "Settings")];

    private readonly CancellationTokenSource _stop = new();
    private StreamSummary? _summary;
    private bool _loaded;
    private bool _failed;

    [Parameter] public string StreamName { get; set; } = "";

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    /// <summary>What the live events are filtered by at first: a link to one event has it.</summary>
    [SupplyParameterFromQuery(Name = "filter")] private string? Filter { get; set; }

    /// <summary>When the event of the link happened.</summary>
    [SupplyParameterFromQuery(Name = "at")] private string? AtText { get; set; }

    [Inject] private IStreamStore Store { get; init; } = null!;

    [Inject] private ILogger<StreamPage> Log { get; init; } = null!;

    private DateTimeOffset? At => DateTimeOffset.TryParse(AtText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    protected override Task OnParametersSetAsync() => LoadAsync();

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
