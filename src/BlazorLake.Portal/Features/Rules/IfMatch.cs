using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>The <c>If-Match</c> header (RFC 9110, 13.1.1) where ETags are version numbers.</summary>
/// <param name="Versions">Empty: no condition, or <c>*</c>.</param>
internal sealed record IfMatch(IReadOnlyList<int> Versions)
{
    /// <summary>False when there is a header that names no version.</summary>
    public static bool TryRead(HttpRequest request, out IfMatch condition)
    {
        var versions = new List<int>();
        condition = new IfMatch(versions);
        if (request.Headers.IfMatch.Count == 0)
            return true;
        // A bare number is not what the RFC says, but there is only one thing it can mean.
        if (int.TryParse(request.Headers.IfMatch.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var bare))
        {
            versions.Add(bare);
            return true;
        }

        if (!EntityTagHeaderValue.TryParseList([.. request.Headers.IfMatch.Select(v => v ?? "")], out var tags))
            return false;
        foreach (var tag in tags)
        {
            if (tag.Equals(EntityTagHeaderValue.Any))
                continue;
            // A tag that is no number was never given out, so it matches no version.
            versions.Add(int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1);
        }

        return true;
    }
}
