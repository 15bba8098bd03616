using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Engine;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Schema;
using DuckDB.NET.Data;

namespace BlazorLake.Lake.Query;

/// <inheritdoc/>
internal sealed class EventArchive(TableLogs logs, EventRows rows, DuckDb duckDb, LakeOptions options, TimeProvider time) : IEventArchive
{
    /// <summary>How much further back each try goes, when the newest rows had too few that match.</summary>
    private const int Growth = 16;
    private const int MaxLimit = 1000;

    public async Task<Page<StreamEvent>> ReadAsync(StreamName stream, EventQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(query.Page.Limit, 1, MaxLimit);
        var cursor = EventCursor.Parse(query.Page.Cursor);
        if (await logs.ReadNewestAsync(stream, cancellationToken) is not { } snapshot)
            return new Page<StreamEvent>([], null);

        var from = query.From;
        var to = cursor?.After is { } after && !(query.To <= after) ? after : query.To;
        var files = FilePruning.Between(snapshot.Files.Values, from, to);
        using var timeout = new CancellationTokenSource(options.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            for (long wanted = limit + 1L + (cursor?.Given ?? 0); ; wanted *= Growth)
            {
                var start = FilePruning.StartOfNewest(files, wanted);
                var lower = start is null || start <= from ? from : start;
                var isAll = lower == from;
                var found = await ReadAsync(stream, snapshot, FilePruning.Between(files, lower, to), lower, to, query.Key, cursor, limit + 1, either.Token);
                if (found.Count > limit || isAll)
                    return PageOf(found, limit, cursor);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The events of '{stream}' could not be read within {options.QueryTimeout} (Lake:QueryTimeout). Ask for a shorter time range.");
        }
    }

    private async Task<IReadOnlyList<StreamEvent>> ReadAsync(
        StreamName stream, Snapshot snapshot, List<DeltaAction.Add> files, DateTimeOffset? from, DateTimeOffset? to, string? key, EventCursor? cursor, int count, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return [];
        var local = await rows.OpenAsync(stream, files, cancellationToken);
        return await duckDb.RunAsync(
            command =>
            {
                var source = DuckDb.ReadParquet(local, ", filename = true, file_row_number = true");
                var filter = string.IsNullOrEmpty(key) ? null : KeyFilter.Parse(key, snapshot.Schema, ColumnsOf(command, source));
                command.CommandText = Sql(source, from, to, filter, cursor);
                Bind(command, from, to, cursor, count);
                filter?.Bind(command);
                using var reader = command.ExecuteReader();
                var events = new List<StreamEvent>();
                while (reader.Read())
                    events.Add(EventRows.Read(stream, reader));
                return (IReadOnlyList<StreamEvent>)events;
            },
            cancellationToken);
    }

    // Newest first; within one instant the latest file (names are UUIDv7), and in it the latest row.
    private static string Sql(string source, DateTimeOffset? from, DateTimeOffset? to, KeyFilter? filter, EventCursor? cursor)
    {
        var conditions = new List<string>();
        if (from is not null)
            conditions.Add($"{EventColumns.EventTime} >= make_timestamptz($from)");
        if (to is not null)
            conditions.Add($"{EventColumns.EventTime} < make_timestamptz($to)");
        if (cursor is not null)
            conditions.Add($"({EventColumns.EventTime} < make_timestamptz($time) OR {EventColumns.ReceivedAt} <= make_timestamptz($received))");
        if (filter is not null)
            conditions.Add(filter.Sql);
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return $"SELECT {EventRows.Select} FROM {source}{where} "
            + $"ORDER BY {EventColumns.EventTime} DESC, {EventColumns.ReceivedAt} DESC, parse_filename(filename) DESC, file_row_number DESC LIMIT $count OFFSET $given";
    }

    private static void Bind(DuckDBCommand command, DateTimeOffset? from, DateTimeOffset? to, EventCursor? cursor, int count)
    {
        if (from is { } first)
            command.Parameters.Add(new DuckDBParameter("from", EventRows.ToMicroseconds(first)));
        if (to is { } last)
            command.Parameters.Add(new DuckDBParameter("to", EventRows.ToMicroseconds(last)));
        if (cursor is not null)
        {
            command.Parameters.Add(new DuckDBParameter("time", cursor.Time));
            command.Parameters.Add(new DuckDBParameter("received", cursor.Received));
        }

        command.Parameters.Add(new DuckDBParameter("count", count));
        command.Parameters.Add(new DuckDBParameter("given", cursor?.Given ?? 0));
    }

    private static HashSet<string> ColumnsOf(DuckDBCommand command, string source)
    {
        command.CommandText = $"SELECT column_name FROM (DESCRIBE SELECT * FROM {source})";
        using var reader = command.ExecuteReader();
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return columns;
    }

    private static Page<StreamEvent> PageOf(IReadOnlyList<StreamEvent> found, int limit, EventCursor? cursor)
    {
        if (found.Count <= limit)
            return new Page<StreamEvent>(found, null);
        IReadOnlyList<StreamEvent> items = [.. found.Take(limit)];
        var (time, received) = (EventRows.ToMicroseconds(items[^1].Time), EventRows.ToMicroseconds(items[^1].ReceivedAt));
        var given = items.Reverse().TakeWhile(item => item.Time == items[^1].Time && item.ReceivedAt == items[^1].ReceivedAt).Count();
        if (cursor is not null && cursor.Time == time && cursor.Received == received)
            given += cursor.Given;
        return new Page<StreamEvent>(items, new EventCursor(time, received, given).ToString());
    }
}
