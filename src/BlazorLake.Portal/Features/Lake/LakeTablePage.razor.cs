using BlazorLake.Domain.Lake;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Lake;

/// <summary>One table: its numbers, and by tab its partitions, files, columns and commits.</summary>
public sealed partial class LakeTablePage
{
    private static readonly (string, string)[] Tabs = [("", "Partitions"), ("files", "Files"), ("columns", "Columns"), ("history", "History")];

    [Parameter]
    public string StreamName { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    /// <summary>Of the files tab: only this day, <c>yyyy-MM-dd</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Date { get; set; }

    [Inject]
    private ILakeCatalog Catalog { get; set; } = null!;

    private Task<LakeTableDetail?> FindAsync(CancellationToken cancellationToken) =>
        Domain.Events.StreamName.TryParse(StreamName, out var stream) ? Catalog.FindAsync(stream, cancellationToken) : Task.FromResult<LakeTableDetail?>(null);
}
