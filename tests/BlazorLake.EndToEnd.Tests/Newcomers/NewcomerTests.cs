using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Newcomers;

/// <summary>The first day with a portal nobody has used before: set it up, let somebody else in, sign in without a password, let a program in.</summary>
public sealed partial class NewcomerTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Founder = "founder@example.com";
    private const string Guest = "guest@example.com";
    private const string Password = "a short sentence";
    private const string NewPassword = "another short sentence";

    [Fact]
    public async Task FirstDay_FromTheCodeInTheTerminalToAKeyForAProgram()
    {
        var portal = await StartAsync(PortalSettings.Unclaimed);
        var founder = await ArriveAsync(portal, Screen.Desktop, "founder");
        await SetsUpAsync(founder, OneTimeCode().Match(portal.Process.Output).Groups["code"].Value);

        var guest = await ArriveAsync(portal, Screen.Phone, "guest", Passkeys.AddReaderAsync);
        await AcceptsAsync(guest, await InvitesAsync(founder));
        await OnlyReadsAsync(guest);
        await ChangesThePasswordAsync(guest);
        await SignsInByPasskeyAsync(guest);

        await LetsAProgramInAsync(founder, portal);

        // Refused calls are what this test asks for.
        Assert.All(founder.Problems.Concat(guest.Problems), problem => Assert.Contains("403", problem, StringComparison.Ordinal));
    }

    private static async Task SetsUpAsync(Person founder, string code)
    {
        var page = founder.Page;
        await founder.VisitAsync("/");
        await Assertions.Expect(Heading(page, "Welcome to BlazorLake")).ToBeVisibleAsync();
        await page.GetByLabel("One-time code").FillAsync("AAAA-BBBB-CCCC-DDDD");
        await page.GetByLabel("Your name").FillAsync("Frida Founder");
        await page.GetByLabel("E-mail address").FillAsync(Founder);
        await page.GetByLabel("Password", Exactly).FillAsync(Password);
        await Button(page, "Start using BlazorLake").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("not the code");

        // What was right is still there; passwords are typed again.
        await Assertions.Expect(page.GetByLabel("Your name")).ToHaveValueAsync("Frida Founder");
        await Assertions.Expect(page.GetByLabel("E-mail address")).ToHaveValueAsync(Founder);
        await page.GetByLabel("One-time code").FillAsync(code.ToLowerInvariant());
        await page.GetByLabel("Password", Exactly).FillAsync(Password);
        await Button(page, "Start using BlazorLake").ClickAsync();
        await founder.BecomesLiveAsync();
        await Assertions.Expect(Heading(page, "Get going")).ToBeVisibleAsync();
    }

    private static async Task<string> InvitesAsync(Person founder)
    {
        var page = founder.Page;
        await founder.GoAsync("/administration/users");
        await Button(page, "Invite someone").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("E-mail address").FillAsync(Guest);
        await dialog.GetByLabel("Name", new LocatorGetByLabelOptions { Exact = true }).FillAsync("Gus Guest");
        await dialog.GetByLabel("Role").SelectOptionAsync("Viewer");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Invite", Exact = true }).ClickAsync();
        return await page.GetByLabel("The invitation's link").InnerTextAsync();
    }

    private static async Task AcceptsAsync(Person guest, string link)
    {
        await guest.VisitAsync(link);
        await guest.Page.GetByLabel("New password").FillAsync(Password);
        await Button(guest.Page, "Save the password").ClickAsync();
        await Assertions.Expect(guest.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("password");
        await guest.SignInAsync(Guest, Password);

        // Once is enough.
        await guest.VisitAsync(link);
        await guest.Page.GetByLabel("New password").FillAsync(Password);
        await Button(guest.Page, "Save the password").ClickAsync();
        await Assertions.Expect(guest.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("link");
    }

    private static async Task OnlyReadsAsync(Person guest)
    {
        var page = guest.Page;
        await guest.GoAsync("/rules");
        await Assertions.Expect(Heading(page, "Rules")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "New rule" })).ToHaveCountAsync(0);
        foreach (var path in new[] { "/rules/new", "/administration/users", "/administration/api-keys", "/unreadable-messages", "/hangfire" })
        {
            await guest.VisitAsync(path);
            await Assertions.Expect(Heading(page, "You don't have access to this page")).ToBeVisibleAsync();
        }

        await guest.GoAsync("/rules");
        var status = await page.EvaluateAsync<int>("""async () => (await fetch('/api/v1/rules', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"x","stream":"a"}' })).status""");
        Assert.Equal((int)HttpStatusCode.Forbidden, status);
    }

    private static async Task ChangesThePasswordAsync(Person guest)
    {
        var page = guest.Page;
        await guest.VisitAsync("/account");
        await page.GetByLabel("Present password").FillAsync("not this one");
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await Button(page, "Change password").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("password");
        await page.GetByLabel("Present password").FillAsync(Password);
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await Button(page, "Change password").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The password is changed.");
        await SignOutAsync(guest);
        await guest.SignInAsync(Guest, NewPassword);
    }

    private static async Task SignsInByPasskeyAsync(Person guest)
    {
        var page = guest.Page;
        await guest.VisitAsync("/account");
        await page.GetByLabel("Name of the new passkey").FillAsync("My phone");
        await Button(page, "Add a passkey").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The passkey is added.");
        await Assertions.Expect(page.GetByLabel("Name of this passkey")).ToHaveValueAsync("My phone");
        await SignOutAsync(guest);

        await Button(page, "Sign in with a passkey").ClickAsync();
        await guest.BecomesLiveAsync();
        await guest.VisitAsync("/account");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Guest);
    }

    private static async Task LetsAProgramInAsync(Person founder, PortalProcess portal)
    {
        var page = founder.Page;
        await founder.GoAsync("/administration/api-keys");
        await Button(page, "New API key").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new LocatorGetByLabelOptions { Exact = true }).FillAsync("web shop");
        await dialog.GetByLabel("events:write").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Create key" }).ClickAsync();
        var secret = await page.GetByLabel("The new API key").InnerTextAsync();

        using var program = new HttpClient(new SocketsHttpHandler()) { BaseAddress = portal.Uri };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(program));
        using var rules = await program.GetAsync(new Uri("api/v1/rules", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Forbidden, rules.StatusCode);

        await founder.GoAsync("/streams");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("shop.first");
        await founder.GoAsync("/administration/api-keys");
        await Button(page, "Revoke web shop").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = new Regex("^Revoke") }).ClickAsync();
        await Assertions.Expect(Button(page, "Revoke web shop")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(program));
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient program)
    {
        using var content = new StringContent("""{"customerId":"c1","total":12.5}""", Encoding.UTF8, "application/json");
        using var answer = await program.PostAsync(new Uri("api/v1/streams/shop.first/events", UriKind.Relative), content, Token);
        return answer.StatusCode;
    }

    private static async Task SignOutAsync(Person person)
    {
        await person.VisitAsync("/account/sign-out");
        await Button(person.Page, "Sign out").Last.ClickAsync();
        await Assertions.Expect(Heading(person.Page, "Sign in")).ToBeVisibleAsync();
    }

    private static PageGetByLabelOptions Exactly => new() { Exact = true };

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    [GeneratedRegex("one-time code: (?<code>[A-Z0-9-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex OneTimeCode();
}
