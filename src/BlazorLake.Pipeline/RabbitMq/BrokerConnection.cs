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
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ListenFirst = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ListenWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly BrokerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<BrokerConnection> _logger;
    private readonly List<Func<IConnection, CancellationToken, Task>> _onConnected = [];
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile BrokerSession? _session;
    private volatile string _step = "";
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

    /// <summary>Done at each new connection, where the broker allows before it is used; register before the process starts.</summary>
    public void OnConnected(Func<IConnection, CancellationToken, Task> action) => _onConnected.Add(action);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConnectedAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _failure = $"The broker at {_options.Uri!.Host}:{_options.Uri.Port} does not answer: {Reason(e)}";
                LogNotConnected(_logger, _options.Uri.Host, _options.Uri.Port, Reason(e));
            }
            _firstAttempt.TrySetResult();
            await Task.Delay(TryAgainAfter, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Connects, publishes for as long as that goes well, and closes.</summary>
    private async Task ConnectedAsync(CancellationToken stoppingToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var opening = OpenAsync(attempt.Token);
        try
        {
            var (closed, session) = await StartAsync(opening, attempt, stoppingToken);
            var listening = Task.WhenAll(_onConnected.Select(action => action(session.Connection, stoppingToken))).WaitAsync(ListenWithin, _time, stoppingToken);
            await Task.WhenAny(listening, Task.Delay(ListenFirst, _time, stoppingToken));
            _session = session;
            _firstAttempt.TrySetResult();
            LogConnected(_logger, _options.Uri!.Host, _options.Uri.Port);

            var reason = await await Task.WhenAny(closed, session.Abandoned, FailureOf(listening)).WaitAsync(stoppingToken);
            _failure = $"The broker at {_options.Uri.Host}:{_options.Uri.Port} is no longer connected: {reason}";
            LogLost(_logger, _options.Uri.Host, _options.Uri.Port, reason);
        }
        finally
        {
            _session = null;
            // Not waited for, but at the end of the process: the library gives a dead connection most of a minute to end politely.
            var closing = CloseAsync(opening);
            if (stoppingToken.IsCancellationRequested)
                await closing.WaitAsync(CloseWithin, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A broker that is just recovering takes a connection and then answers nothing on it; the next one it may answer.
    private async Task<(Task<string> Closed, BrokerSession Session)> StartAsync(Task<IConnection> opening, CancellationTokenSource attempt, CancellationToken stoppingToken)
    {
        try
        {
            // The library hears of the cancellation late, or not at all, while it waits for an answer: so the wait itself is left.
            return await SetUpAsync(opening, attempt.Token).WaitAsync(_options.ConnectTimeout, _time, stoppingToken);
        }
        catch (TimeoutException)
        {
            await attempt.CancelAsync();
            throw new TimeoutException($"No answer within {_options.ConnectTimeout.TotalSeconds:0} s while {_step} (setting Broker:ConnectTimeout).");
        }
    }

    private Task<IConnection> OpenAsync(CancellationToken cancellationToken) => new ConnectionFactory
    {
        Uri = _options.Uri!,
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedHeartbeat = Heartbeat,
        ClientProvidedName = "blazorlake publisher",
    }.CreateConnectionAsync(cancellationToken);

    private static Task<string> Closed(IConnection connection)
    {
        var closed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, reason) =>
        {
            closed.TrySetResult(reason.ReplyText);
            return Task.CompletedTask;
        };
        return closed.Task;
    }

    // A broker that is still recovering may answer publishers long before those who listen: publishing does not wait for them.
    private static async Task<string> FailureOf(Task listening)
    {
        try
        {
            await listening;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"it does not let us listen ({e.Message})";
        }

        return await new TaskCompletionSource<string>().Task;
    }

    private async Task<(Task<string> Closed, BrokerSession Session)> SetUpAsync(Task<IConnection> opening, CancellationToken cancellationToken)
    {
        _step = "connecting";
        var connection = await opening;
        var closed = Closed(connection);
        _step = "opening a channel";
        var setup = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        _step = "declaring exchanges and queues";
        await BrokerTopology.DeclareAsync(setup, _options, cancellationToken);
        _step = "opening channels to publish";
        return (closed, await BrokerSession.OpenAsync(connection, _options, _time, cancellationToken));
    }

    // Its channels go with it.
    private async Task CloseAsync(Task<IConnection> opening)
    {
        try
        {
            var connection = await opening;
            await connection.AbortAsync(CloseWithin);
            await connection.DisposeAsync();
        }
        catch (Exception e)
        {
            LogNotClosed(_logger, e);
        }
    }

    private static string Reason(Exception e) => e is BrokerUnreachableException { InnerException: { } inner } ? Reason(inner) : e.Message;

    [LoggerMessage(EventId = 3400, Level = LogLevel.Information, Message = "Connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger logger, string host, int port);

    [LoggerMessage(EventId = 3401, Level = LogLevel.Warning, Message = "The broker at {Host}:{Port} does not answer ({Reason}); trying again every second")]
    private static partial void LogNotConnected(ILogger logger, string host, int port, string reason);

    [LoggerMessage(EventId = 3403, Level = LogLevel.Debug, Message = "A connection to the broker did not open, or did not end as it should")]
    private static partial void LogNotClosed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Warning, Message = "The connection to the broker at {Host}:{Port} was lost: {Reason}")]
    private static partial void LogLost(ILogger logger, string host, int port, string reason);
}
