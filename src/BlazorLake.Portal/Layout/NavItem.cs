using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components.Routing;

namespace BlazorLake.Portal.Layout;

/// <summary>One entry of the navigation, at the side and at the bottom alike.</summary>
internal sealed record NavItem(string Text, string Href, string Icon, NavLinkMatch Match = NavLinkMatch.Prefix)
{
    public static readonly IReadOnlyList<NavItem> Main =
    [
        new("Home", PortalUrls.Home, PortalIcons.Home, NavLinkMatch.All),
        new("Streams", PortalUrls.Streams, PortalIcons.Stream),
        new("Rules", PortalUrls.Rules, PortalIcons.Rule),
        new("Alerts", PortalUrls.Alerts, PortalIcons.Alert),
        new("Lake", PortalUrls.Lake, PortalIcons.Lake),
    ];

    public static readonly IReadOnlyList<NavItem> Administration =
    [
        new("Failed messages", PortalUrls.Unreadable, PortalIcons.Unreadable),
        new("Users", PortalUrls.Users, PortalIcons.Users),
        new("API keys", PortalUrls.ApiKeys, PortalIcons.Key),
    ];
}
