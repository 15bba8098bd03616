using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Tests.Design;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_000, "1 kB")]
    [InlineData(999_949, "999.9 kB")]
    [InlineData(999_950, "1 MB")]
    [InlineData(1_450_000_000, "1.5 GB")]
    [InlineData(long.MaxValue, "9223.4 PB")]
    public void Bytes_OfAnySize_ReadsShort(long bytes, string expected) => Assert.Equal(expected, Amounts.Bytes(bytes));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.04, "< 0.1")]
    [InlineData(3.26, "3.3")]
    [InlineData(1234.6, "1,235")]
    public void Rate_OfAnySize_ReadsShort(double rate, string expected) => Assert.Equal(expected, Amounts.Rate(rate));

    [Fact]
    public void Of_OneAndMany_UsesTheRightWord()
    {
        Assert.Equal("1 event", Amounts.Of(1, "event"));
        Assert.Equal("2 events", Amounts.Of(2, "event"));
        Assert.Equal("0 entries", Amounts.Of(0, "entry", "entries"));
    }
}
