using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorLake.Portal;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    private const string ThemeCookie = "blazorlake-theme";

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    /// <summary>Pages are live over a connection; sign-in and the like are plain forms, because only a request can set a cookie.</summary>
    private IComponentRenderMode? PageMode => Http.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    /// <summary>What js/theme.js remembered; null lets the device decide.</summary>
    private string? Theme => Http.Request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null;
}
