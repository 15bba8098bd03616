using System.Text;
using BlazorLake.Lake.Writing;
using CsCheck;

namespace BlazorLake.Lake.Tests.Writing;

public sealed class StatisticsTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("short", "short")]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456789012")]
    [InlineData("123456789012345678901234567890123", "12345678901234567890123456789013")]
    public void UpperBound_Text_IsItOrBumped(string text, string bound) => Assert.Equal(bound, StatisticsText.UpperBound(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void UpperBound_NothingIsGreater_IsLeftOut() =>
        Assert.Null(StatisticsText.UpperBound(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\U0010FFFF", 40)))));

    [Fact]
    public void UpperBound_BeforeTheSurrogates_JumpsOverThem() =>
        Assert.Equal(new string('a', 31) + "\uE000", StatisticsText.UpperBound(Encoding.UTF8.GetBytes(new string('a', 31) + "\uD7FFzzz")));

    [Fact]
    public void Bounds_AnyText_EncloseItInOrderOfCodePoints() => Gen.String[0, 60].Sample(text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var lower = Encoding.UTF8.GetBytes(StatisticsText.LowerBound(utf8));
        Assert.True(lower.AsSpan().SequenceCompareTo(utf8) <= 0);
        if (StatisticsText.UpperBound(utf8) is { } upper)
            Assert.True(Encoding.UTF8.GetBytes(upper).AsSpan().SequenceCompareTo(utf8) >= 0);
    });

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z")]
    [InlineData(1, "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z")]
    [InlineData(-1000, "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z")]
    public void Bounds_Instant_AreCutAndRoundedUpToMilliseconds(long microseconds, string lower, string upper)
    {
        Assert.Equal(lower, StatisticsText.LowerBound(microseconds));
        Assert.Equal(upper, StatisticsText.UpperBound(microseconds));
    }

    [Fact]
    public void UpperBound_LastMicrosecondOfTime_IsLeftOut() =>
        Assert.Null(StatisticsText.UpperBound((DateTimeOffset.MaxValue.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond));
}
