using System.Text;
using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Testing;
using DuckDB.NET.Data;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Lake.Tests;

/// <summary>A lake in a temporary folder, and ways to look at it that share no code with it.</summary>
internal sealed class TestLake : IDisposable
{
    public static readonly StreamName Stream = StreamName.Parse("shop.cart");
    public static readonly DateTimeOffset Noon = new(2026, 8, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new("lake");
    private int _ids;

    public TestLake(Action<LakeOptions>? configure = null)
    {
        Options = new LakeOptions { Root = _folder.Combine("lake") };
        configure?.Invoke(Options);
        Lake = Open();
    }

    public LakeOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(Noon);

    public List<LakeWarning> Warnings { get; } = [];

    public DeltaLake Lake { get; }

    public string TableFolder => Path.Combine(Options.Root, Stream.Value);

    public string LogFolder => Path.Combine(TableFolder, "_delta_log");

    /// <summary>As another process would: nothing is shared but the folder.</summary>
    public DeltaLake Open() => new(Options, Time, Warnings.Add);

    public StreamEvent Event(string data, DateTimeOffset? at = null, string? id = null, string? subject = null, DateTimeOffset? receivedAt = null, StreamName? stream = null) => new()
    {
        Stream = stream ?? Stream,
        Id = id ?? $"id-{Interlocked.Increment(ref _ids):D6}",
        Source = "/tests",
        Type = "cart",
        Subject = subject,
        Time = at ?? Noon,
        ReceivedAt = receivedAt ?? Noon,
        Data = Encoding.UTF8.GetBytes(data),
    };

    /// <summary>One commit, which must succeed; returns its version.</summary>
    public async Task<long> AppendAsync(params StreamEvent[] events)
    {
        var known = (await Lake.Catalog.FindAsync(events[0].Stream, Token))?.Table.Version ?? -1;
        return Assert.IsType<AppendOutcome.Committed>(await Lake.Appender.AppendAsync(events[0].Stream, events, known, Token)).Version;
    }

    public async Task<IReadOnlyList<StreamEvent>> ReadAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, string? key = null, int limit = 1000) =>
        (await Lake.Archive.ReadAsync(Stream, new EventQuery(from, to, key, new PageRequest(limit)), Token)).Items;

    /// <summary>Runs SQL in a DuckDB of its own; <c>{files}</c> stands for the table's live files.</summary>
    public async Task<IReadOnlyList<object?[]>> SqlAsync(string sql)
    {
        var files = (await Lake.Catalog.ReadFilesAsync(Stream, null, new PageRequest(1000), Token))!.Items.Select(file => $"'{Path.Combine(TableFolder, file.Path)}'");
        return Sql(sql.Replace("{files}", $"read_parquet([{string.Join(',', files)}], union_by_name = true, hive_partitioning = false)", StringComparison.Ordinal));
    }

    public static IReadOnlyList<object?[]> Sql(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? null : reader.GetValue(index))]);
        return rows;
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Lake.Dispose();
        _folder.Dispose();
    }
}
