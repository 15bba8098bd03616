using BlazorLake.Portal.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Tests.Layout;

/// <summary>Pages for what went wrong: each says what happened and where to go.</summary>
public sealed class PlainPagesTests : PageContext
{
    [Fact]
    public void NotFound_LeadsHome() => LeadsHome(Render<NotFoundPage>(), "There is nothing at this address");

    [Fact]
    public void Error_LeadsHome() => LeadsHome(Render<ErrorPage>(), "Something went wrong");

    [Fact]
    public void NoAccess_LeadsHome() => LeadsHome(Render<NoAccess>(), "You don't have access to this page");

    [Fact]
    public void AccessDenied_LeadsHomeOrToAnotherAccount()
    {
        var page = Render<AccessDeniedPage>();

        LeadsHome(page, "You don't have access to this page");
        Assert.Equal(PortalUrls.SignOut, page.FindAll("a").Single(link => TextOf(link) == "Sign in as someone else").GetAttribute("href"));
    }

    [Fact]
    public void Page_Throws_IsReplacedByAWayBackAndTheFrameStays()
    {
        var fails = true;
        var layout = Render<MainLayout>(p => p.Add(l => l.Body, builder =>
        {
            if (fails)
                throw new InvalidOperationException("A page that fails.");
            builder.AddMarkupContent(0, "<p>whole again</p>");
        }));

        Assert.Contains("Something went wrong on this page", layout.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("A page that fails", layout.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(layout.FindAll("nav a"));
        fails = false;
        Button(layout, "Show the page again").Click();

        Assert.Contains("whole again", layout.Markup, StringComparison.Ordinal);
    }

    private static void LeadsHome<T>(IRenderedComponent<T> page, string title)
        where T : IComponent
    {
        Assert.Equal(title, TextOf(page.Find("h1, h2")));
        Assert.Equal(PortalUrls.Home, page.FindAll("a").Single(link => TextOf(link) == "Go to the home page").GetAttribute("href"));
    }
}
