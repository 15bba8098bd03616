using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>This process's own connection to the broker, for publishing and live changes: made again whenever it is lost, for as long as the process runs.</summary>
internal sealed partial class BrokerConnection : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstConnect = TimeSpan.FromSeconds(5);

    private readonly BrokerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<BrokerConnection> _logger;
    private readonly List<Func<IConnection, CancellationToken, Task>> _onConnected = [];
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile BrokerSession? _session;
    private volatile string? _failure = "The broker was not reached yet.";

    public BrokerConnection(BrokerOptions options, TimeProvider time, ILogger<BrokerConnection> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Null when events can be published, else why not.</summary>
    public string? Failure => _session is { } session ? session.Blocked : _failure;

    /// <summary>The session to publish in, waiting for the first attempt to connect at most; null when the broker can't be reached.</summary>
    public async ValueTask<BrokerSession?> GetAsync(CancellationToken cancellationToken)
    {
        if (_session is null && !_firstAttempt.Task.IsCompleted)
            await _firstAttempt.Task.WaitAsync(FirstConnect, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return _session;
    }

    /// <summary>Done at each new connection, before it is used; register before the process starts.</summary>
    public void OnConnected(Func<IConnection, CancellationToken, Task> action) => _onConnected.Add(action);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConnectedAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                _failure = $"The broker at {_options.Uri!.Host}:{_options.Uri.Port} does not answer: {Reason(e)}";
                LogNotConnected(_logger, _options.Uri.Host, _options.Uri.Port, Reason(e));
            }
            _firstAttempt.TrySetResult();
            await Task.Delay(TryAgainAfter, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectedAsync(CancellationToken stoppingToken)
    {
        var factory = new ConnectionFactory { Uri = _options.Uri!, AutomaticRecoveryEnabled = false, TopologyRecoveryEnabled = false, ClientProvidedName = "blazorlake publisher" };
        await using var connection = await factory.CreateConnectionAsync(stoppingToken);
        var closed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, reason) =>
        {
            closed.TrySetResult(reason.ReplyText);
            return Task.CompletedTask;
        };
        await using var setup = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
        await BrokerTopology.DeclareAsync(setup, _options, stoppingToken);
        foreach (var action in _onConnected)
            await action(connection, stoppingToken);
        await using var session = await BrokerSession.OpenAsync(connection, _options, stoppingToken);
        _session = session;
        _firstAttempt.TrySetResult();
        try
        {
            LogConnected(_logger, _options.Uri!.Host, _options.Uri.Port);
            var reason = await closed.Task.WaitAsync(stoppingToken);
            _failure = $"The broker at {_options.Uri.Host}:{_options.Uri.Port} closed the connection: {reason}";
            LogLost(_logger, _options.Uri.Host, _options.Uri.Port, reason);
        }
        finally
        {
            _session = null;
        }
    }

    private static string Reason(Exception e) => e is BrokerUnreachableException { InnerException: { } inner } ? Reason(inner) : e.Message;

    [LoggerMessage(EventId = 3400, Level = LogLevel.Information, Message = "Connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger logger, string host, int port);

    [LoggerMessage(EventId = 3401, Level = LogLevel.Warning, Message = "The broker at {Host}:{Port} does not answer ({Reason}); trying again every second")]
    private static partial void LogNotConnected(ILogger logger, string host, int port, string reason);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Warning, Message = "The connection to the broker at {Host}:{Port} was lost: {Reason}")]
    private static partial void LogLost(ILogger logger, string host, int port, string reason);
}
