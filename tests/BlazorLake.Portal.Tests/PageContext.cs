using BlazorLake.Domain.Access;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace BlazorLake.Portal.Tests;

/// <summary>A page of the frame or the administration: an administrator, and ways to read what is on it.</summary>
public abstract class PageContext : WorkContext
{
    protected PageContext() => SignIn(UserRoles.Administrator);

    /// <summary>The provider that shows dialogs; render it before a page opens one.</summary>
    protected IRenderedComponent<MudDialogProvider> RenderDialogs() => Render<MudDialogProvider>();

    /// <summary>What was said in the corner of the screen.</summary>
    protected IEnumerable<string> Said => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(bar => bar.Message ?? "");

    /// <summary>Text as a reader sees it: white space folded.</summary>
    protected static string TextOf(AngleSharp.Dom.INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The one button with this text or, for screen readers, label.</summary>
    protected static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string text)
        where T : IComponent => page.FindAll("button").Single(button => (button.GetAttribute("aria-label") ?? TextOf(button)) == text);
}
