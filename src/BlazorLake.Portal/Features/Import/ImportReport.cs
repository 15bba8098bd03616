using System.Globalization;

namespace BlazorLake.Portal.Features.Import;

/// <summary>What an import did: each row that was read was accepted, rejected, or a duplicate.</summary>
internal sealed record ImportReport(long Read, long Accepted, long Rejected, long Duplicates)
{
    /// <summary>The last line on standard output.</summary>
    public string ToJson() => string.Create(CultureInfo.InvariantCulture, $$"""{"read":{{Read}},"accepted":{{Accepted}},"rejected":{{Rejected}},"duplicates":{{Duplicates}}}""");
}
