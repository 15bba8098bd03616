using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Tests.Access;

namespace BlazorLake.Portal.Tests.Account;

/// <summary>Pages that are plain forms, as the portal serves them: every input has a name for people, every form goes somewhere, notices are words of ours.</summary>
public sealed class AccountPagesTests(PortalApp portal) : IClassFixture<PortalApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_HasPasswordAndPasskey()
    {
        await portal.AddUserAsync(UserRoles.Viewer);
        using var page = await OpenAsync(portal.Anonymous(), "/account/sign-in?returnUrl=%2Frules");

        Assert.Equal(("email", "password"), (Labelled(page, "E-mail address").Type, Labelled(page, "Password").Type));
        Assert.Equal("checkbox", Labelled(page, "Keep me signed in on this device").Type);
        Assert.Equal(["Sign in", "Sign in with a passkey"], Buttons(page));
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input[name=returnUrl]"), input => Assert.Equal("/rules", input.Value));
    }

    [Theory]
    [InlineData("/account/sign-in?problem=credentials", "The e-mail address or the password is not right.")]
    [InlineData("/account/sign-in?problem=%3Cb%3Ex", "That did not work. Try again.")]
    [InlineData("/account/set-password?user=u&token=t&problem=refused&reason=%3Cimg%20src%3Dx%3E", "<img src=x>")]
    public async Task Problem_IsSaidAsText(string address, string expected)
    {
        await portal.AddUserAsync(UserRoles.Viewer);
        using var page = await OpenAsync(portal.Anonymous(), address);

        Assert.Equal(expected, Text(page.QuerySelector("[role=alert]:not([data-passkey-problem])")!));
        Assert.Empty(page.QuerySelectorAll("[role=alert] img, [role=alert] b"));
    }

    [Fact]
    public async Task SetPassword_CarriesTheInvitation()
    {
        using var page = await OpenAsync(portal.Anonymous(), "/account/set-password?user=u1&token=t1");

        Assert.Equal("password", Labelled(page, "New password").Type);
        Assert.Equal(["u1", "t1"], page.QuerySelectorAll<IHtmlInputElement>("input[name=user], input[name=token]").Select(input => input.Value));
        Assert.Equal(["Save the password"], Buttons(page));
    }

    [Fact]
    public async Task SetUp_NobodyYet_AsksForTheCode()
    {
        using var empty = new PortalApp();
        using var page = await OpenAsync(empty.Anonymous(), "/account/set-up");

        Assert.All(["One-time code", "Your name", "E-mail address", "Password"], label => Labelled(page, label));
        Assert.Equal(["Start using BlazorLake"], Buttons(page));
    }

    [Fact]
    public async Task SignOut_AsksAndLeadsBack()
    {
        using var client = await portal.SignedInAsync(UserRoles.Viewer);
        using var page = await OpenAsync(client, "/account/sign-out");

        Assert.Equal(["Sign out"], Buttons(page));
        Assert.Equal("/", page.QuerySelectorAll("a").Single(link => Text(link) == "Stay signed in").GetAttribute("href"));
    }

    [Fact]
    public async Task Account_SignedIn_OffersPasskeyAndPassword()
    {
        using var client = await portal.SignedInAsync(UserRoles.Viewer);
        using var page = await OpenAsync(client, "/account?done=password");

        Assert.Equal("The password is changed.", Text(page.QuerySelector("[role=status]")!));
        Assert.All(["Name of the new passkey", "Present password", "New password"], label => Labelled(page, label));
        Assert.Contains("Add a passkey", Buttons(page));
        Assert.Contains("Change password", Buttons(page));
        Assert.All(page.QuerySelectorAll<IHtmlFormElement>("form[method=post]"), form => Assert.NotEmpty(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
    }

    private static async Task<IHtmlDocument> OpenAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {answer.Headers.Location}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static IHtmlInputElement Labelled(IHtmlDocument page, string label)
    {
        var found = page.QuerySelectorAll<IHtmlLabelElement>("label").Single(element => Text(element) == label);
        return Assert.IsType<IHtmlInputElement>(found.Control ?? found.QuerySelector("input"), exactMatch: false);
    }

    private static IEnumerable<string> Buttons(IHtmlDocument page) => page.QuerySelectorAll("main button[type=submit], body > * button[type=submit]").Select(Text).Distinct();

    private static string Text(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
