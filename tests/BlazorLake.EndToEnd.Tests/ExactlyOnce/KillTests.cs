using System.Diagnostics;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;
using BlazorLake.Testing.Portal;
using BlazorLake.Testing.Processes;

namespace BlazorLake.EndToEnd.Tests.ExactlyOnce;

/// <summary>
/// <c>kill -9</c> at random moments while events are published: what was answered 202 or confirmed is in the lake exactly once, and each expected occurrence exists exactly once.
/// </summary>
/// <remarks>
/// <c>BLAZORLAKE_TEST_KILLS</c> (default 30) and <c>BLAZORLAKE_TEST_EVENTS</c> (default 100,000) say how hard. Every other kill may meet the portal while it starts.
/// The broker is killed 5 times besides.
/// </remarks>
public sealed class KillTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const int BrokerKills = 5;
    private static readonly int Kills = Setting("BLAZORLAKE_TEST_KILLS", 30);
    private static readonly int Events = Setting("BLAZORLAKE_TEST_EVENTS", 100_000);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1_500);

    private readonly int _seed = Environment.TickCount;

    [Fact]
    public async Task Portal_KilledAgainAndAgain_KeepsEachEventOnceEmbedded()
    {
        var token = TestContext.Current.CancellationToken;
        await using var portal = await PortalProcess.StartAsync(Hurried(PortalSettings.Embedded), token);
        await portal.CreateRuleAsync(Workload.Rule, token);
        var work = new Workload(Events, Kills + 1);

        await KillWhileAsync(portal, work, Enumerable.Range(0, 4).Select(_ => HttpPublisher.RunAsync(portal, work, token)), token);

        var database = new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(portal.DataDirectory, "blazorlake.db")};Mode=ReadOnly");
        await Outcome.HasEachEventOnceAsync(work, Path.Combine(portal.DataDirectory, "lake"), database, token);
    }

    [Fact]
    public async Task PortalAndBroker_KilledAgainAndAgain_KeepEachEventOnce()
    {
        var token = TestContext.Current.CancellationToken;
        await using var broker = await RabbitMqNode.StartAsync(token);
        var database = await databases.CreateAsync(DatabaseProvider.PostgreSql, token);
        await using var portal = await PortalProcess.StartAsync(Hurried(PortalSettings.Connected(broker.Uri, database)), token);
        await portal.CreateRuleAsync(Workload.Rule, token);
        var work = new Workload(Events, Kills + BrokerKills + 1);
        var publishers = Enumerable.Range(0, 2).Select(_ => AmqpPublisher.RunAsync(broker.Uri, work, token));

        await KillWhileAsync(portal, work, publishers, token, broker);

        await Outcome.HasEachEventOnceAsync(work, Path.Combine(portal.DataDirectory, "lake"), database, token);
    }

    // Small flushes, so that kills meet lake commits too.
    private static PortalSettings Hurried(PortalSettings settings) => settings.With("Lake:FlushInterval", "00:00:00.500");

    private async Task KillWhileAsync(PortalProcess portal, Workload work, IEnumerable<Task> publishers, CancellationToken cancellationToken, RabbitMqNode? broker = null)
    {
        output.WriteLine($"{Events} events, {Kills} kills, seed {_seed}");
        var publishing = Task.WhenAll(publishers.ToList());
        var watch = Stopwatch.StartNew();
        try
        {
            await KillAsync(portal, work, broker, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n\nBroker: {(broker is null ? "none" : await broker.DescribeAsync())}\n\nPortal: {portal.Process.Output}", e);
        }

        work.AllowRest();
        await publishing;
        output.WriteLine($"Published {work.Published} in {watch.Elapsed.TotalSeconds:0} s.");
        Assert.Equal(work.EventCount, work.Published);
    }

    private async Task KillAsync(PortalProcess portal, Workload work, RabbitMqNode? broker, CancellationToken cancellationToken)
    {
        var moment = new RandomMoment(_seed);
        bool[] victims = [.. Enumerable.Repeat(false, Kills), .. Enumerable.Repeat(true, broker is null ? 0 : BrokerKills)];
        new Random(_seed).Shuffle(victims);
        var kills = 0;
        foreach (var isBroker in victims)
        {
            work.AllowPortion();
            await moment.PassAsync(Longest, cancellationToken);
            if (isBroker)
            {
                await broker!.KillAsync(cancellationToken);
                await broker.StartAgainAsync(cancellationToken);
            }
            else
            {
                await portal.KillAsync(cancellationToken);
                kills++;
                // Every other one is killed again without asking whether it was ready, so also while it starts and recovers.
                if (kills % 2 == 1 && kills < Kills)
                    portal.Launch();
                else
                    await portal.StartAgainAsync(cancellationToken);
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
