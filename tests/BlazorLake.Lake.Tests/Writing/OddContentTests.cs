using System.Text;
using Parquet;
using Parquet.Schema;

namespace BlazorLake.Lake.Tests.Writing;

/// <summary>What is hard to store, written by us and read by two readers that share no code with us.</summary>
public sealed class OddContentTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Theory]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\u0000b\"", "a\0b")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"😀\"", "😀")]
    [InlineData("\"\\ud800\"", "\uFFFD")]
    [InlineData("\"\\udc00x\\ud800\\ud800\\udc00\"", "\uFFFDx\uFFFD\U00010000")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [InlineData("\"<script>alert('x')</script>\"", "<script>alert('x')</script>")]
    public async Task Append_Text_IsTheSameInTheColumnAndInTheData(string json, string expected)
    {
        var sent = _lake.Event($$"""{"t":{{json}}}""");
        await _lake.AppendAsync(sent);

        Assert.Equal(Encoding.UTF8.GetString(sent.Data.Span), Encoding.UTF8.GetString((await _lake.ReadAsync())[0].Data.Span));
        Assert.Equal(expected, (await _lake.SqlAsync("SELECT t FROM {files}"))[0][0]);
        Assert.Equal(expected, await ParquetNetAsync("t"));
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("-0", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("0.1", 0.1)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("4.9e-324", double.Epsilon)]
    public async Task Append_Number_IsExactInItsColumn(string json, object expected)
    {
        await _lake.AppendAsync(_lake.Event($$"""{"n":{{json}}}"""));

        Assert.Equal(expected, (await _lake.SqlAsync("SELECT n FROM {files}"))[0][0]);
        Assert.Equal(expected, await ParquetNetAsync("n"));
    }

    [Fact]
    public async Task Append_NumberBeyondDouble_IsInTheDataOnly()
    {
        var sent = _lake.Event("""{"n":1e400,"m":1}""");
        await _lake.AppendAsync(sent);

        Assert.Equal(["m"], (await _lake.Lake.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Columns.Where(column => column.Path is not null).Select(column => column.Name));
        Assert.Contains("1e400", Encoding.UTF8.GetString((await _lake.ReadAsync())[0].Data.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_LongIdAndSource_AreKept()
    {
        var sent = _lake.Event("{}", id: new string('é', 5_000) + "😀");
        await _lake.AppendAsync(sent);

        var read = Assert.Single(await _lake.ReadAsync());
        Assert.Equal(sent.Id, read.Id);
        Assert.Equal(sent.Key, read.Key);
    }

    [Fact]
    public async Task Append_LargeData_IsKept()
    {
        var text = new string('x', 250 * 1024);
        await _lake.AppendAsync(_lake.Event($$"""{"t":"{{text}}"}"""));

        Assert.Equal(text, (await _lake.SqlAsync("SELECT t FROM {files}"))[0][0]);
    }

    [Fact]
    public async Task Append_DeepData_KeepsTheColumnsItCan()
    {
        var data = string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "1" + new string('}', 63);
        await _lake.AppendAsync(_lake.Event(data));

        Assert.Equal(data, Encoding.UTF8.GetString((await _lake.ReadAsync())[0].Data.Span));
        Assert.Equal(1L, (await _lake.SqlAsync($"SELECT {string.Join('_', Enumerable.Repeat("a", 50))} FROM {{files}}"))[0][0]);
    }

    [Fact]
    public async Task Append_EmojiAndTimes_AreFoundByOthersThroughTheirStatistics()
    {
        await _lake.AppendAsync([.. Enumerable.Range(0, 2_000).Select(number => _lake.Event($$"""{"t":"{{(number % 2 == 0 ? "\uFFFD" : "😀")}}"}""", TestLake.Noon.AddTicks(number * 10)))]);

        Assert.Equal(1_000L, (await _lake.SqlAsync("SELECT count(*) FROM {files} WHERE t = '😀'"))[0][0]);
        Assert.Equal(1L, (await _lake.SqlAsync("SELECT count(*) FROM {files} WHERE event_time = TIMESTAMPTZ '2026-08-22 12:00:00.001999+00'"))[0][0]);
    }

    /// <summary>The day this fails, Parquet.Net writes right bounds, and the rule that it must not write lake files (ADR 0005) may be looked at again.</summary>
    [Fact]
    public async Task ParquetNet_TimestampInMicroseconds_StillWritesWrongBounds()
    {
        var file = Path.Combine(_lake.Options.Root, "canary.parquet");
        Directory.CreateDirectory(_lake.Options.Root);
        var field = new DateTimeDataField("at", DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros);
        using (var stream = File.Create(file))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream, cancellationToken: TestLake.Token);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(field, new[] { TestLake.Noon.UtcDateTime }, cancellationToken: TestLake.Token);
        }

        var statistics = TestLake.Sql($"SELECT stats_min_value FROM parquet_metadata('{file}')")[0][0];
        Assert.DoesNotContain("2026-08-22", Assert.IsType<string>(statistics), StringComparison.Ordinal);
    }

    private async Task<object?> ParquetNetAsync(string column)
    {
        var file = Directory.GetFiles(_lake.TableFolder, "*.parquet", SearchOption.AllDirectories).Single(path => !path.Contains("_delta_log", StringComparison.Ordinal));
        using var stream = File.OpenRead(file);
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestLake.Token);
        using var group = reader.OpenRowGroupReader(0);
        var field = reader.Schema.GetDataFields().Single(candidate => candidate.Name == column);
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[1];
            await group.ReadAsync(field, texts.AsMemory()!, null, TestLake.Token);
            return texts[0];
        }

        return field.ClrType == typeof(long) ? await NumberAsync<long>(group, field) : await NumberAsync<double>(group, field);
    }

    private static async Task<object?> NumberAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        var numbers = new T?[1];
        await group.ReadAsync(field, numbers.AsMemory(), null, TestLake.Token);
        return numbers[0];
    }
}
