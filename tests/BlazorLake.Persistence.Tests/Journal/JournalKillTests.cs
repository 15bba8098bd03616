using System.Globalization;
using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Persistence.Journal;
using BlazorLake.Testing;
using BlazorLake.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorLake.Persistence.Tests.Journal;

/// <summary>A process that writes the journal is killed again and again; what it acknowledged is there, and nothing is there by half.</summary>
public sealed class JournalKillTests : IDisposable
{
    private const string FolderVariable = "BLAZORLAKE_JOURNAL_KILL_FOLDER";
    private const int Kills = 3;
    private const int Publishers = 8;

    /// <summary>Of 20 KB each, so that a batch is cut into many entries, and a commit takes long enough to be hit.</summary>
    private const int EventsInBatch = 100;

    private const int LinesBeforeKill = 8;

    private static readonly StreamName Stream = StreamName.Parse("shop.cart");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new("journal-kill");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Acknowledged => _folder.Combine("acknowledged");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Publish_KilledAtAnyMoment_KeepsWhatWasAcknowledgedAndNothingByHalf()
    {
        var moment = new RandomMoment(seed: 20260301);
        long end = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = Lines(Acknowledged).Count;
            await using var writer = ChildProcess.Start(
                Environment.ProcessPath!,
                [.. ProgramArguments(), "--filter-method", "*JournalKillTests.Publish_NotKilled_AcknowledgesEachBatch", "--progress", "off"],
                [new(FolderVariable, _folder.Path)]);
            await Eventually.TrueAsync(() => writer.HasExited || Lines(Acknowledged).Count >= before + LinesBeforeKill, Token, TimeSpan.FromSeconds(60));
            Assert.False(writer.HasExited, writer.Output);
            if (kill == 1)
                await moment.PassAsync(TimeSpan.FromMilliseconds(100), Token);
            else
                await NextLineAsync(writer);
            await writer.KillAsync(Token);
            end = await CheckAsync(end);
        }

        Assert.True(Lines(Acknowledged).Count >= Kills * LinesBeforeKill);
    }

    /// <summary>Also what the killed process runs: with the variable set it goes on until it is killed.</summary>
    [Fact]
    public async Task Publish_NotKilled_AcknowledgesEachBatch()
    {
        var shared = Environment.GetEnvironmentVariable(FolderVariable);

        await WriteAsync(shared ?? _folder.Path, shared is null ? 2 : int.MaxValue);

        Assert.Equal(2 * Publishers, Lines(Acknowledged).Distinct().Count());
        Assert.Equal(2L * Publishers * EventsInBatch, await CountAsync());
    }

    /// <summary>Everything that was acknowledged since the start is there; the journal can be written on, beyond what was given out before.</summary>
    private async Task<long> CheckAsync(long endBefore)
    {
        using var journal = Open(_folder.Path);
        var entries = await journal.ReadAsync(0, long.MaxValue, Token);
        Assert.True(entries[^1].Offset > endBefore);
        var batches = entries.SelectMany(e => EventBatchCodec.Decode(e.Body).Events).GroupBy(BatchOf).ToDictionary(g => g.Key, g => g.Select(e => e.Id).ToList());
        Assert.All(batches.Values, ids => Assert.Equal(EventsInBatch, ids.Distinct().Count()));
        Assert.All(batches.Values, ids => Assert.Equal(EventsInBatch, ids.Count));
        Assert.True(entries.Count > batches.Count);
        // The last line may have been cut off by the kill: it is whole only with its line end, and Lines leaves out what is not.
        Assert.Empty(Lines(Acknowledged).Except(batches.Keys));
        Assert.IsType<PublishOutcome.Durable>(await journal.PublishAsync(Batch($"check-{entries.Count}"), Token));
        return (await journal.ReadAsync(0, long.MaxValue, Token))[^1].Offset;
    }

    // The moment right after an acknowledgement is the one at which a journal that acknowledges too early loses something.
    private async Task NextLineAsync(ChildProcess writer)
    {
        for (var length = new FileInfo(Acknowledged).Length; new FileInfo(Acknowledged).Length == length && !writer.HasExited;)
            await Task.Yield();
    }

    private async Task<long> CountAsync()
    {
        using var journal = Open(_folder.Path);
        return (await journal.ReadAsync(0, long.MaxValue, Token)).Sum(e => (long)EventBatchCodec.Decode(e.Body).Events.Count);
    }

    private static async Task WriteAsync(string folder, int batches)
    {
        using var journal = Open(folder);
        await using var acknowledged = new FileStream(Path.Combine(folder, "acknowledged"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var gate = new Lock();
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(
            async () =>
            {
                for (var number = 0; number < batches; number++)
                {
                    var name = $"{process}-{publisher}-{number}";
                    // Refused when the kills' leftovers fill the backlog: then nothing was promised.
                    if (await journal.PublishAsync(Batch(name), Token) is not PublishOutcome.Durable)
                        continue;
                    lock (gate)
                        acknowledged.Write(Encoding.ASCII.GetBytes(name + "\n"));
                }
            },
            Token)));
    }

    private static EventJournal Open(string folder) => new(Path.Combine(folder, "journal.db"), new JournalOptions(), TimeProvider.System, NullLogger<EventJournal>.Instance);

    private static string BatchOf(StreamEvent item) => item.Id[..item.Id.LastIndexOf('/')];

    // The test program is started through dotnet, or by itself.
    private static string[] ProgramArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(JournalKillTests).Assembly.Location] : [];

    private static List<string> Lines(string file)
    {
        if (!File.Exists(file))
            return [];
        var text = File.ReadAllText(file);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static EventBatch Batch(string name) => new(
        Stream,
        [
            .. Enumerable.Range(0, EventsInBatch).Select(number => new StreamEvent
            {
                Stream = Stream,
                Id = $"{name}/{number.ToString(CultureInfo.InvariantCulture)}",
                Source = "/tests",
                Type = "t",
                Time = Now,
                ReceivedAt = Now,
                Data = Encoding.ASCII.GetBytes($$"""{"text":"{{new string('x', 20_000)}}"}"""),
            }),
        ]);
}
