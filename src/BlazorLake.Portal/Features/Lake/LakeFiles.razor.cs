using System.Globalization;
using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Lake;

/// <summary>The data files of one snapshot, all or of one day.</summary>
public sealed partial class LakeFiles
{
    [Parameter, EditorRequired]
    public StreamName Stream { get; set; }

    /// <summary>Of the table: a new one is read anew.</summary>
    [Parameter, EditorRequired]
    public long Version { get; set; }

    /// <summary>As the address says it; what is no date shows nothing.</summary>
    [Parameter]
    public string? Date { get; set; }

    [Inject]
    private ILakeCatalog Catalog { get; set; } = null!;

    private async Task<Page<LakeFile>> LoadAsync(PageRequest page, CancellationToken cancellationToken)
    {
        DateOnly? day = null;
        if (Date is not null)
        {
            if (!DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
                return new Page<LakeFile>([], null);
            day = parsed;
        }

        return await Catalog.ReadFilesAsync(Stream, day, page, cancellationToken) ?? new Page<LakeFile>([], null);
    }
}
