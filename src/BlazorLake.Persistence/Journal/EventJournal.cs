using System.Collections.Concurrent;
using System.Globalization;
using BlazorLake.Domain.Events;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Persistence.Journal;

/// <summary>The embedded transport: a durable journal in a SQLite file of its own. Durable means committed and flushed to disk.</summary>
/// <remarks>Thread-safe. Any number of processes may have the same file open.</remarks>
public sealed class EventJournal : IEventTransport, IEventJournal, IDisposable
{
    /// <summary>Larger batches are cut, so that what a reader holds is bounded and stays out of the large object heap; the pieces still become durable together.</summary>
    private const long PieceBytes = 64 << 10;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly JournalOptions _options;
    private readonly JournalLimits _limits;
    private readonly JournalWriter _writer;
    private readonly SqliteConnection _reader;
    private readonly Lock _reading = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _signals = new();
    private long _bytesInFlight;
    private volatile bool _disposed;

    public EventJournal(string path, JournalOptions options, TimeProvider time, ILogger<EventJournal> logger)
    {
        _options = options;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _limits = new JournalLimits(path, options, time);
        _writer = new JournalWriter(path, _limits, Signal, logger);
        _reader = JournalSchema.Open(path);
    }

    public async ValueTask<PublishOutcome> PublishAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_limits.Busy is { } busy)
            return busy;
        var bodies = EventBatchPieces.Cut(batch, PieceBytes).Select(EventBatchCodec.Encode).ToArray();
        var size = bodies.Sum(b => (long)b.Length);
        var append = new PendingAppend(bodies) { Left = () => Interlocked.Add(ref _bytesInFlight, -size) };
        if (Interlocked.Add(ref _bytesInFlight, size) is var inFlight && inFlight > _options.MaxBytesInFlight && inFlight != size)
        {
            Interlocked.Add(ref _bytesInFlight, -size);
            return new PublishOutcome.Busy(RetryAfter, string.Create(CultureInfo.InvariantCulture,
                $"{inFlight >> 20} MiB of events wait for the disk; at most {_options.MaxBytesInFlight >> 20} MiB may (setting Broker:MaxBytesInFlight)."));
        }
        if (!_writer.TryEnqueue(append))
        {
            Interlocked.Add(ref _bytesInFlight, -size);
            return new PublishOutcome.Busy(RetryAfter, "The process is stopping.");
        }
        return await append.WaitAsync(cancellationToken);
    }

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_limits.Busy?.Reason);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long offset, long maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entries = new List<JournalEntry>();
        lock (_reading)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            using var command = _reader.CreateCommand();
            command.CommandText = "SELECT offset, body FROM entries WHERE offset > $offset ORDER BY offset";
            command.Parameters.AddWithValue("$offset", offset);
            using var rows = command.ExecuteReader();
            for (var left = maxBytes; left > 0 && rows.Read();)
            {
                var body = (byte[])rows[1];
                entries.Add(new JournalEntry(rows.GetInt64(0), body));
                left -= body.Length;
            }
        }
        return ValueTask.FromResult<IReadOnlyList<JournalEntry>>(entries);
    }

    public ValueTask<long> ReadPositionAsync(string consumer, CancellationToken cancellationToken)
    {
        lock (_reading)
        {
            using var command = _reader.CreateCommand();
            command.CommandText = "SELECT offset FROM consumers WHERE name = $name";
            command.Parameters.AddWithValue("$name", consumer);
            return ValueTask.FromResult(command.ExecuteScalar() as long? ?? 0);
        }
    }

    public ValueTask<long> ReadEndAsync(CancellationToken cancellationToken)
    {
        lock (_reading)
            return ValueTask.FromResult(JournalSchema.ReadLong(_reader, "SELECT seq FROM sqlite_sequence WHERE name = 'entries'"));
    }

    public void Advance(string consumer, long offset) => _writer.Advance(consumer, offset);

    public async ValueTask WaitAsync(string consumer, TimeSpan timeout, CancellationToken cancellationToken) =>
        await SignalOf(consumer).WaitAsync(timeout, cancellationToken);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _writer.Dispose();
        lock (_reading)
            _reader.Dispose();
        foreach (var signal in _signals.Values)
            signal.Dispose();
    }

    private SemaphoreSlim SignalOf(string consumer) => _signals.GetOrAdd(consumer, _ => new SemaphoreSlim(0, 1));

    // Only the writer's thread releases, so a count of 0 can't become 1 in between.
    private void Signal()
    {
        foreach (var signal in _signals.Values)
            if (signal.CurrentCount == 0)
                signal.Release();
    }
}
