using BlazorLake.Domain.Access;
using BlazorLake.Portal.Layout;
using Bunit;

namespace BlazorLake.Portal.Tests.Layout;

public sealed class NavMenuTests : PageContext
{
    [Theory]
    [InlineData(UserRoles.Viewer)]
    [InlineData(UserRoles.Editor)]
    public void Nav_NoAdministrator_HidesTheAdministration(string role)
    {
        SignIn(role);
        Assert.Equal(["Home", "Streams", "Rules", "Alerts", "Lake"], Render<NavMenu>().FindAll("a").Select(TextOf));
    }

    [Fact]
    public void Nav_Administrator_ShowsEverythingOnDesktopAndPhone()
    {
        string[] all = ["Home", "Streams", "Rules", "Alerts", "Lake", "Failed messages", "Users", "API keys"];
        Assert.Equal(all, Render<NavMenu>().FindAll("a").Select(TextOf));
        Assert.Equal(all, Render<BottomBar>().FindAll("a").Select(TextOf));
    }

    [Fact]
    public void AccountMenu_SignedIn_SignsOutByAFormOfItsOwn()
    {
        var menu = Render<AccountMenu>();
        var form = menu.Find("form");
        Assert.Equal(("post", "/account/actions/sign-out"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal("Your account, ana@example.com", string.Concat(menu.FindAll("button.who > span:not([aria-hidden])").Select(part => part.TextContent)));
    }
}
