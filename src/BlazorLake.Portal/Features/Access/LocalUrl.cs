namespace BlazorLake.Portal.Features.Access;

/// <summary>Where to go after signing in: only ever a page of this portal.</summary>
internal static class LocalUrl
{
    /// <summary><paramref name="url"/> if it is a path of this site, else the home page.</summary>
    public static string OrHome(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : PortalUrls.Home;
}
