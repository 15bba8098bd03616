using System.Collections.Concurrent;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Browsers;

/// <summary>A test with portals and people, ended after it. When it failed, what each person saw and what each portal wrote is in the test output.</summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly ConcurrentBag<Person> _people = [];
    private readonly List<PortalProcess> _portals = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Where pictures and logs go.</summary>
    protected static string Output { get; } = Environment.GetEnvironmentVariable("BLAZORLAKE_TEST_OUTPUT") ?? AppContext.BaseDirectory;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // Before the portals end: the pages would only say that the connection is lost.
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            await KeepAsync();
        foreach (var person in _people)
            await person.CloseAsync();
        await Task.WhenAll(_portals.Select(portal => portal.DisposeAsync().AsTask()));
    }

    protected async Task<PortalProcess> StartAsync(PortalSettings settings)
    {
        var portal = await PortalProcess.StartAsync(settings, Token);
        _portals.Add(portal);
        return portal;
    }

    /// <summary>Somebody who has just opened a browser.</summary>
    protected async Task<Person> ArriveAsync(PortalProcess portal, Screen screen, string name, Func<IPage, Task>? prepare = null)
    {
        var person = new Person(await chromium.OpenAsync(portal, screen), name);
        _people.Add(person);
        if (prepare is not null)
            await prepare(person.Page);
        return person;
    }

    /// <summary>The portal's administrator, signed in.</summary>
    protected async Task<Person> SignInAsync(PortalProcess portal, Screen screen, string name, Func<IPage, Task>? prepare = null)
    {
        var person = await ArriveAsync(portal, screen, name, prepare);
        await person.SignInAsync();
        return person;
    }

    private async Task KeepAsync()
    {
        var prefix = GetType().Name + "-" + TestContext.Current.TestMethod?.MethodName;
        var folder = Path.Combine(Output, "failed");
        foreach (var person in _people)
        {
            try
            {
                TestContext.Current.TestOutputHelper?.WriteLine(await person.KeepAsync(folder, prefix));
            }
            catch (PlaywrightException exception)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"No picture of what {person.Name} saw: {exception.Message}");
            }
        }

        for (var i = 0; i < _portals.Count; i++)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{prefix}-portal-{i + 1}.log"), _portals[i].Process.Output);
    }
}
