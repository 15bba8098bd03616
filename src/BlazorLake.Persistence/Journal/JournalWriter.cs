using System.Diagnostics;
using BlazorLake.Domain.Events;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Persistence.Journal;

/// <summary>The one thread of this process that writes the journal: everything that waits goes into one transaction, so that one fsync serves all.</summary>
internal sealed partial class JournalWriter : IDisposable
{
    private static readonly TimeSpan PlaceDelay = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Dictionary<string, long> _places = [];
    private readonly SqliteConnection _connection;
    private readonly JournalLimits _limits;
    private readonly Action _written;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly JournalTrim _trim;
    private List<PendingAppend> _waiting = [];
    private bool _stopping;

    /// <param name="written">Called after each commit that added entries.</param>
    public JournalWriter(string path, JournalLimits limits, Action written, ILogger logger)
    {
        _limits = limits;
        _written = written;
        _logger = logger;
        _connection = JournalSchema.Open(path);
        JournalSchema.Create(_connection);
        _limits.Look(_connection, 0);
        _trim = new JournalTrim(_connection);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    public bool TryEnqueue(PendingAppend append)
    {
        lock (_gate)
        {
            if (_stopping)
                return false;
            _waiting.Add(append);
        }
        Wake();
        return true;
    }

    public void Advance(string consumer, long offset)
    {
        lock (_gate)
            _places[consumer] = offset;
    }

    public void Dispose()
    {
        lock (_gate)
            _stopping = true;
        Wake();
        _thread.Join();
        _connection.Dispose();
        _wake.Dispose();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    private void Run()
    {
        var spare = new List<PendingAppend>();
        while (true)
        {
            _wake.Wait(PlaceDelay);
            List<PendingAppend> group;
            KeyValuePair<string, long>[] places;
            bool stopping;
            lock (_gate)
            {
                group = _waiting;
                _waiting = spare;
                places = [.. _places];
                _places.Clear();
                stopping = _stopping;
            }
            Write(group, places);
            group.Clear();
            spare = group;
            if (stopping)
                return;
        }
    }

    private void Write(List<PendingAppend> group, KeyValuePair<string, long>[] places)
    {
        PublishOutcome outcome = PublishOutcome.Durable.Instance;
        try
        {
            if (group.Count > 0 || places.Length > 0)
                Commit(group, places);
            if (group.Count > 0)
                _written();
            _trim.Step(places.Length > 0);
            _limits.Look(_connection, group.Sum(a => a.SizeBytes));
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            LogWriteFailed(_logger, e);
            var busy = new PublishOutcome.Busy(TimeSpan.FromSeconds(5), $"The journal could not be written: {e.Message}");
            _limits.Refuse(busy);
            outcome = busy;
        }
        catch (Exception e)
        {
            foreach (var append in group)
                append.Fail(e);
        }
        foreach (var append in group)
            append.Complete(outcome);
    }

    private void Commit(List<PendingAppend> group, KeyValuePair<string, long>[] places)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        if (group.Count > 0)
        {
            using var insert = _connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO entries (body) VALUES ($body)";
            var body = insert.Parameters.Add("$body", SqliteType.Blob);
            foreach (var append in group)
                foreach (var bytes in append.Bodies)
                {
                    body.Value = bytes;
                    insert.ExecuteNonQuery();
                }
        }
        foreach (var (consumer, offset) in places)
        {
            using var update = _connection.CreateCommand();
            update.Transaction = transaction;
            update.CommandText = "INSERT INTO consumers VALUES ($name, $offset) ON CONFLICT (name) DO UPDATE SET offset = max(offset, excluded.offset)";
            update.Parameters.AddWithValue("$name", consumer);
            update.Parameters.AddWithValue("$offset", offset);
            update.ExecuteNonQuery();
        }
        transaction.Commit();
        Debug.Assert(transaction.Connection is null, "A committed transaction lets go of its connection.");
    }

    [LoggerMessage(EventId = 3100, Level = LogLevel.Error, Message = "The journal could not be written; events are refused until it can")]
    private static partial void LogWriteFailed(ILogger logger, Exception error);
}
