using BlazorLake.Domain;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Domain.Streams;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Features.Demo;

/// <summary>Runs the demo: people and rules first, some made-up past, then the present for as long as the process runs.</summary>
internal sealed partial class DemoStart(
    DemoSignIn signIn,
    DemoPublisher publisher,
    IRuleStore rules,
    IStreamStore streams,
    IServer server,
    IHostApplicationLifetime lifetime,
    IOptions<DemoOptions> options,
    TimeProvider time,
    ILogger<DemoStart> log) : BackgroundService
{
    private const double HistoryPace = 0.05;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan HistoryStep = TimeSpan.FromHours(1);

    private bool _isFirstStart;
    private IReadOnlyList<DemoPerson> _people = [];

    /// <summary>People and rules before anything is served: the set-up page never shows, and no event is missed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _isFirstStart = (await streams.ListAsync(cancellationToken)).Count == 0;
        _people = await signIn.EnsureAsync(cancellationToken);
        if ((await rules.ListAsync(new RuleFilter(), new PageRequest(1), cancellationToken)).Items.Count == 0)
        {
            foreach (var document in DemoRules.Documents)
                await rules.AddAsync(RuleReader.ReadSaved(document), RuleState.Enabled, "demo", cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
        catch (Exception exception)
        {
            // Everything but the simulation goes on.
            LogFailed(log, exception);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartedAsync(cancellationToken);
        Console.WriteLine(Greeting(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080", _people));
        var now = time.GetUtcNow();
        var seed = options.Value.Seed ?? unchecked((int)now.ToUnixTimeSeconds());
        if (_isFirstStart)
            await PublishPastAsync(seed, now, cancellationToken);
        await PublishPresentAsync(seed, now, cancellationToken);
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task PublishPastAsync(int seed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = now - TimeSpan.FromDays(options.Value.HistoryDays);
        var past = new DemoWorld(unchecked(seed + 1), from, HistoryPace, TimeSpan.FromHours(5));
        for (var until = from; until < now;)
        {
            until = until + HistoryStep < now ? until + HistoryStep : now;
            await publisher.PublishAsync(past.Advance(until), cancellationToken);
        }
    }

    private async Task PublishPresentAsync(int seed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var world = new DemoWorld(seed, now, options.Value.Pace, TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            await publisher.PublishAsync(world.Advance(time.GetUtcNow()), cancellationToken);
    }

    private static string Greeting(string address, IReadOnlyList<DemoPerson> people) => $"""

        BlazorLake demo: open {address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)} and sign in as

        {string.Join(Environment.NewLine, people.Select(p => $"  {p.Role,-14} {p.Email,-22} {p.Password}"))}

        A shop and a trading desk keep publishing; the first incident comes within a minute. Ctrl+C stops.

        """;

    [LoggerMessage(3201, LogLevel.Error, "The demo's simulation stopped; restart to go on.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
