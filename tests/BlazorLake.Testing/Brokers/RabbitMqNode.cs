using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using BlazorLake.Testing.Processes;

namespace BlazorLake.Testing.Brokers;

/// <summary>A RabbitMQ node of our own: free ports, a temporary folder, management plugin; can be killed and started again on the same data.</summary>
/// <remarks>Needs Debian's <c>rabbitmq-server</c>. Any user may run it, also root.</remarks>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new("rabbitmq");
    private readonly int[] _ports = FreePort.Next(4);
    private ChildProcess? _portMapper;
    private ChildProcess? _node;

    private RabbitMqNode()
    {
    }

    /// <summary>The default virtual host.</summary>
    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{Text(_ports[0])}/");

    public Uri ManagementUri => new($"http://guest:guest@127.0.0.1:{Text(_ports[1])}/");

    public static async Task<RabbitMqNode> StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Server))
            throw new InvalidOperationException($"There is no {Server}. On Debian: apt-get install rabbitmq-server (test.sh does it as root).");
        var node = new RabbitMqNode();
        try
        {
            await node.WriteSettingsAsync(cancellationToken);
            await node.StartAgainAsync(cancellationToken);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the node on its data, after <see cref="KillAsync"/> or <see cref="StopAsync"/>, and waits until clients can connect.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        var environment = Environment();
        // Started by us and in the foreground, so that it can be ended by its id; the node would leave a daemon behind.
        _portMapper ??= ChildProcess.Start("epmd", ["-port", Text(_ports[3]), "-address", "127.0.0.1"], environment);
        await Eventually.TrueAsync(() => FreePort.AnswersAsync(_ports[3], cancellationToken), cancellationToken, StartLimit, "epmd listens");
        _node = ChildProcess.Start(Server, [], environment, _folder.Path);
        await Eventually.TrueAsync(
            async () =>
            {
                if (_node.HasExited)
                    throw new OperationCanceledException($"RabbitMQ ended while it started:\n{_node.Output}");
                return await FreePort.AnswersAsync(_ports[0], cancellationToken) && await FreePort.AnswersAsync(_ports[1], cancellationToken);
            },
            cancellationToken,
            StartLimit,
            "RabbitMQ accepts connections");
    }

    /// <summary>SIGKILL: what a power cut looks like to its clients.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => _node?.KillAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _node?.StopAsync(StopLimit, cancellationToken) ?? Task.CompletedTask;

    /// <summary>A virtual host nobody used before, and the URI for <c>Broker:Uri</c>.</summary>
    public Task<Uri> CreateVirtualHostAsync(CancellationToken cancellationToken) => CreateVirtualHostAsync(Uri, ManagementUri, cancellationToken);

    /// <summary>What the node is doing, for the message of a test that waited for it in vain: processes that do not get on, with their stacks, and the last of its log.</summary>
    public async Task<string> DescribeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await using var control = ChildProcess.Start(Control, ["eval", "rabbit_diagnostics:maybe_stuck()."], Environment(), _folder.Path);
        try
        {
            await control.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // What it said until now is worth having.
        }

        return $"{control.Output}\n{_node?.Output}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.StopAsync(StopLimit, CancellationToken.None);
            await _node.DisposeAsync();
        }

        if (_portMapper is not null)
            await _portMapper.DisposeAsync();
        _folder.Dispose();
    }

    internal static async Task<Uri> CreateVirtualHostAsync(Uri broker, Uri management, CancellationToken cancellationToken)
    {
        var name = $"t-{Guid.CreateVersion7():N}";
        using var client = Management(management);
        using var created = await client.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), JsonContent.Create(new { }), cancellationToken);
        created.EnsureSuccessStatusCode();
        using var granted = await client.PutAsync(
            new Uri($"api/permissions/{name}/guest", UriKind.Relative),
            JsonContent.Create(new { configure = ".*", write = ".*", read = ".*" }),
            cancellationToken);
        granted.EnsureSuccessStatusCode();
        return new UriBuilder(broker) { Path = name }.Uri;
    }

    /// <summary>A client of the management API at <paramref name="management"/>, signed in.</summary>
    public static HttpClient Management(Uri management)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new UriBuilder(management) { UserName = "", Password = "" }.Uri };
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes(management.UserInfo));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);
        return client;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task WriteSettingsAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_folder.Combine("enabled_plugins"), "[rabbitmq_management].\n", cancellationToken);
        await File.WriteAllTextAsync(
            _folder.Combine("rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{Text(_ports[0])}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {Text(_ports[1])}
            collect_statistics_interval = 1000
            disk_free_limit.absolute = 50MB
            log.file = false
            log.console = true
            log.console.level = warning

            """,
            cancellationToken);
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = _folder.Path,
        ["RABBITMQ_NODENAME"] = "bl@localhost",
        ["RABBITMQ_MNESIA_BASE"] = _folder.Combine("mnesia"),
        ["RABBITMQ_LOG_BASE"] = _folder.Combine("log"),
        ["RABBITMQ_CONFIG_FILE"] = _folder.Combine("rabbitmq"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.Combine("enabled_plugins"),
        ["RABBITMQ_DIST_PORT"] = Text(_ports[2]),
        ["ERL_EPMD_PORT"] = Text(_ports[3]),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        // Schedulers that spin while idle would take a core from the tests.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
        // Lets the start script become the node, so that signals reach it.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };
}
