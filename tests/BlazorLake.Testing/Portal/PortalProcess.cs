using System.Globalization;
using System.Net.Http.Headers;
using BlazorLake.Testing.Processes;

namespace BlazorLake.Testing.Portal;

/// <summary>The real portal as users start it: its built binary in a process of its own, on a free port, with data in a folder that outlives a kill.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    /// <summary>Has all scopes (<c>Bootstrap:ApiKey</c>).</summary>
    public const string ApiKey = "test-key-of-a-portal-that-lives-for-one-test";
    public const string AdminEmail = "admin@example.com";
    public const string AdminPassword = "Correct-Horse-7-Battery";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder? _ownFolder;
    private PortalSettings _settings;
    private ChildProcess? _process;

    private PortalProcess(PortalSettings settings)
    {
        _ownFolder = settings.DataDirectory is null ? new TemporaryFolder("portal") : null;
        _settings = settings;
        DataDirectory = settings.DataDirectory ?? _ownFolder!.Path;
        Uri = new Uri($"http://127.0.0.1:{(settings.Port ?? FreePort.Next()).ToString(CultureInfo.InvariantCulture)}");
    }

    public Uri Uri { get; }

    public string DataDirectory { get; }

    /// <summary>Where the built portal is; it is built with the tests.</summary>
    public static string Binary { get; } =
        RepositoryFolder.Combine("src", "BlazorLake.Portal", "bin", RepositoryFolder.Configuration, "net10.0", "BlazorLake.Portal.dll");

    public ChildProcess Process => _process ?? throw new InvalidOperationException("Not started.");

    /// <summary>Starts it and waits until <c>/health/ready</c> answers 200.</summary>
    public static async Task<PortalProcess> StartAsync(PortalSettings settings, CancellationToken cancellationToken)
    {
        var portal = new PortalProcess(settings);
        try
        {
            await portal.StartAgainAsync(cancellationToken);
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same port and data; settings that are given stay changed.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken, params (string Key, string Value)[] changed)
    {
        foreach (var (key, value) in changed)
            _settings = _settings.With(key, value);
        Launch();
        using var client = CreateClient();
        await Eventually.TrueAsync(
            async () =>
            {
                if (Process.HasExited)
                    throw new OperationCanceledException($"The portal ended while it started, with {Process.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{Process.Output}");
                using var answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
                return answer.IsSuccessStatusCode ? true : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
            },
            cancellationToken,
            StartLimit,
            "/health/ready answers 200");
    }

    /// <summary>Starts the process and does not wait.</summary>
    public void Launch()
    {
        var settings = new Dictionary<string, string?>
        {
            ["DataDirectory"] = DataDirectory,
            ["Bootstrap:AdminEmail"] = AdminEmail,
            ["Bootstrap:AdminPassword"] = AdminPassword,
            ["Bootstrap:ApiKey"] = ApiKey,
        };
        foreach (var (key, value) in _settings.Values)
            settings[key] = value;
        var environment = settings
            .Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value))
            .Append(KeyValuePair.Create<string, string?>("ASPNETCORE_URLS", Uri.ToString()));
        _process = ChildProcess.Start("dotnet", [Binary, .. _settings.Arguments], environment, DataDirectory);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => Process.KillAsync(cancellationToken);

    /// <summary>SIGTERM; true when it exited by itself within 30 s, as the contract says.</summary>
    public Task<bool> StopAsync(CancellationToken cancellationToken) => Process.StopAsync(StopLimit, cancellationToken);

    /// <summary>A client with the API key.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync(StopLimit, CancellationToken.None);
            await _process.DisposeAsync();
        }

        _ownFolder?.Dispose();
    }
}
