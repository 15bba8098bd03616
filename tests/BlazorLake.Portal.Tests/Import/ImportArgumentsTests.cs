using BlazorLake.Portal.Features.Import;

namespace BlazorLake.Portal.Tests.Import;

public sealed class ImportArgumentsTests
{
    private static readonly string File = typeof(ImportArgumentsTests).Assembly.Location;

    [Fact]
    public void Parse_AllOptions_AreRead()
    {
        var parsed = ImportArguments.Parse(
            [File, "--stream", "shop.orders", "--time=InvoiceDate", "--id", "Id", "--type", "a=b=number", "--type", "Zip=TEXT", "--history", "--DataDirectory=/tmp/x", "--Broker:Transport", "RabbitMQ"],
            out var errors);

        Assert.Empty(errors);
        Assert.Equal((File, "shop.orders", "InvoiceDate", "Id", true), (parsed!.File, parsed.Stream.Value, parsed.TimeColumn, parsed.IdColumn, parsed.IsHistory));
        Assert.Equal([new("Zip", CellType.Text), new KeyValuePair<string, CellType>("a=b", CellType.Number)], parsed.Types.OrderBy(t => t.Key, StringComparer.Ordinal));
        Assert.Equal(["--DataDirectory=/tmp/x", "--Broker:Transport", "RabbitMQ"], parsed.Settings);
    }

    [Fact]
    public void Parse_SeveralThingsWrong_TellsAllAtOnce()
    {
        Assert.Null(ImportArguments.Parse(["no-such-file.csv", "other.csv", "--stream", "../x", "--tme", "t", "--type", "a=money", "--id"], out var errors));

        Assert.Equal(7, errors.Count);
        foreach (var part in (string[])["no-such-file.csv", "other.csv", "'../x' is not a stream name", "'--tme' is not understood", "'a=money'", "--id needs a value", "--time is missing"])
            Assert.Contains(errors, e => e.Contains(part, StringComparison.Ordinal));
    }
}
