using System.Globalization;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Browsers;

/// <summary>Someone at a browser of their own.</summary>
public sealed class Person
{
    private readonly List<string> _problems = [];

    internal Person(IPage page, string name)
    {
        Page = page;
        Name = name;
        page.Console += (_, message) =>
        {
            // That a page is not there is no error of the page that says so.
            if (message.Type == "error" && !message.Location.Contains("/no/such/page", StringComparison.Ordinal))
                _problems.Add(message.Text);
        };
        page.PageError += (_, error) => _problems.Add(error);
    }

    public IPage Page { get; }

    /// <summary>For messages and file names.</summary>
    public string Name { get; }

    /// <summary>Errors the browser logged: broken scripts, refused styles, files that are not there.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Signs in as the administrator every portal of a test has, or as somebody else.</summary>
    public async Task SignInAsync(string email = PortalProcess.AdminEmail, string password = PortalProcess.AdminPassword)
    {
        await Page.GotoAsync("/account/sign-in");
        await Page.GetByLabel("E-mail address").FillAsync(email);
        await Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickAsync();
        await BecomesLiveAsync();
    }

    /// <summary>Opens an address and waits until the page is live.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await BecomesLiveAsync();
    }

    /// <summary>Opens a page that is a plain form or document.</summary>
    public Task VisitAsync(string path) => Page.GotoAsync(path);

    /// <summary>The page says when its buttons work.</summary>
    public Task BecomesLiveAsync() => Page.Locator("html[data-live]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    public Task CloseAsync() => Page.Context.CloseAsync();

    /// <summary>Leaves a picture of the page in a folder, and says what is on it.</summary>
    internal async Task<string> KeepAsync(string folder, string prefix)
    {
        Directory.CreateDirectory(folder);
        var picture = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Name}.png"));
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        // What is typed is no text of the page.
        var typed = await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].map(e => `${e.getAttribute('aria-label') ?? e.id}: ${e.type === 'password' ? '…' : e.value}`)");
        return string.Join('\n', [$"--- What {Name} saw at {Page.Url} ({picture})", await Page.InnerTextAsync("body"), "--- Inputs", .. typed, "--- Problems of the browser", .. _problems]);
    }
}
