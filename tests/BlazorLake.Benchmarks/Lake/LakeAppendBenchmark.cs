using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake;
using BlazorLake.Testing;
using DuckDB.NET.Data;

namespace BlazorLake.Benchmarks.Lake;

/// <summary>From the JSON of 100,000 events of 500 bytes with 10 typed fields to a durable commit; beside it DuckDB's appender and COPY, without parsing, log or flush.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 2, iterationCount: 8)]
[MemoryDiagnoser]
public class LakeAppendBenchmark : IDisposable
{
    private const int Rows = 100_000;

    private static readonly StreamName Stream = StreamName.Parse("shop.cart");
    private static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    private TemporaryFolder _folder = null!;
    private DeltaLake _lake = null!;
    private StreamEvent[] _events = null!;
    private long _version;

    [GlobalSetup]
    public void SetUp()
    {
        _folder = new TemporaryFolder("benchmark");
        _lake = new DeltaLake(new LakeOptions { Root = _folder.Combine("lake") }, TimeProvider.System, _ => { });
        _events = [.. Enumerable.Range(0, Rows).Select(EventOf)];
        _version = -1;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _lake.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Rows, Baseline = true)]
    public async Task Append()
    {
        if (await _lake.Appender.AppendAsync(Stream, _events, _version, CancellationToken.None) is not AppendOutcome.Committed committed)
            throw new InvalidOperationException("Somebody else wrote to the benchmark's table.");
        _version = committed.Version;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public void DuckDbAppenderAndCopy()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET threads = 2; CREATE TABLE e (event_id VARCHAR, source VARCHAR, type VARCHAR, event_time TIMESTAMP, received_at TIMESTAMP, data VARCHAR, "
            + "a BIGINT, b BIGINT, c BIGINT, d DOUBLE, f DOUBLE, g VARCHAR, h VARCHAR, i VARCHAR, j VARCHAR, k BOOLEAN)";
        command.ExecuteNonQuery();
        using (var appender = connection.CreateAppender("e"))
        {
            for (var row = 0; row < Rows; row++)
            {
                var added = _events[row];
                appender.CreateRow().AppendValue(added.Id).AppendValue(added.Source).AppendValue(added.Type)
                    .AppendValue(added.Time.UtcDateTime).AppendValue(added.ReceivedAt.UtcDateTime).AppendValue(Encoding.UTF8.GetString(added.Data.Span))
                    .AppendValue((long)row).AppendValue(row % 50L).AppendValue(row % 7L).AppendValue(row * 0.01).AppendValue(row * 1.5)
                    .AppendValue("customer").AppendValue("FR").AppendValue("gold").AppendValue("EUR").AppendValue(row % 2 == 0).EndRow();
            }
        }

        command.CommandText = $"COPY e TO '{_folder.Combine("duckdb.parquet")}' (FORMAT parquet, COMPRESSION zstd)";
        command.ExecuteNonQuery();
    }

    /// <summary>One event of 500 bytes.</summary>
    internal static StreamEvent EventOf(int number)
    {
        var data = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"orderId":{{{number}}},"items":{{{number % 50}}},"store":{{{number % 7}}},"total":{{{number * 0.01}}},"weight":{{{number * 1.5}}},"customer":{"id":"c-{{{number % 9973}}}","country":"FR","tier":"gold"},"currency":"EUR","paid":{{{(number % 2 == 0 ? "true" : "false")}}},"lines":["{{{number:D10}}}"],"pad":null}""");
        var padded = data[..^1] + ",\"rest\":[\"" + new string('x', Math.Max(0, 500 - data.Length - 13)) + "\"]}";
        return new StreamEvent
        {
            Stream = Stream,
            Id = string.Create(CultureInfo.InvariantCulture, $"0198c2b4-0000-7000-8000-{number:D12}"),
            Source = "/shop",
            Type = "cart",
            Time = Start.AddMilliseconds(number),
            ReceivedAt = Start.AddMilliseconds(number),
            Data = Encoding.UTF8.GetBytes(padded),
        };
    }
}
