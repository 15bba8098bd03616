using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>The schema of a stream as its events have shown it.</summary>
public sealed partial class FieldsPanel : ComponentBase, IDisposable
{
    private const int MaxValues = 4;

    private readonly CancellationTokenSource _stop = new();
    private FieldCatalog? _fields;
    private bool _failed;

    [Parameter, EditorRequired] public StreamName Stream { get; set; }

    [Inject] private IStreamStore Store { get; init; } = null!;

    [Inject] private ILogger<FieldsPanel> Log { get; init; } = null!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private static string Width(FieldInfo field) => ((1 - field.NullShare) * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private static IEnumerable<FieldValue> Values(FieldInfo field) =>
        (field.TopValues.Count > 0 ? field.TopValues : field.Examples.Select(e => new FieldValue(e, 0))).Take(MaxValues);

    private async Task LoadAsync()
    {
        try
        {
            _fields = StreamFields.Read(await Store.ReadProfileAsync(Stream, _stop.Token));
            _failed = false;
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
