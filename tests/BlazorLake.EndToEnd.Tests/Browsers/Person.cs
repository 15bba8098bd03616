using System.Text;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Browsers;

/// <summary>Someone at a browser of their own, signed in.</summary>
internal sealed class Person : IAsyncDisposable
{
    private static readonly TimeSpan LiveLimit = TimeSpan.FromSeconds(20);

    private readonly List<string> _problems = [];
    private TaskCompletionSource _live = new();

    private Person(IPage page)
    {
        Page = page;
        // The page answers the server's first rendering once its buttons work.
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        {
            if (Contains(frame, "OnRenderCompleted"))
                _live.TrySetResult();
        };
        page.Console += (_, message) =>
        {
            // That a page is not there is no error of the page that says so.
            if (message.Type == "error" && !message.Location.Contains("/no/such/page", StringComparison.Ordinal))
                _problems.Add(message.Text);
        };
        page.PageError += (_, error) => _problems.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors the browser logged: broken scripts, refused styles, files that are not there.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static async Task<Person> SignInAsync(Chromium chromium, PortalProcess portal, Screen screen)
    {
        var person = new Person(await chromium.OpenAsync(portal, screen));
        await person.Page.GotoAsync("/account/sign-in");
        await person.Page.GetByLabel("E-mail address").FillAsync(PortalProcess.AdminEmail);
        await person.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(PortalProcess.AdminPassword);
        await person.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickAsync();
        await person.Page.WaitForURLAsync(portal.Uri.ToString());
        await person._live.Task.WaitAsync(LiveLimit);
        return person;
    }

    /// <summary>Opens an address and waits until the page is live.</summary>
    public async Task GoAsync(string path)
    {
        _live = new TaskCompletionSource();
        await Page.GotoAsync(path);
        await _live.Task.WaitAsync(LiveLimit);
    }

    /// <summary>Opens a page that is a plain form or document.</summary>
    public Task VisitAsync(string path) => Page.GotoAsync(path);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private static bool Contains(IWebSocketFrame frame, string text) =>
        frame.Binary is { } bytes ? bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0 : frame.Text?.Contains(text, StringComparison.Ordinal) == true;
}
