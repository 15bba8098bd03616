using System.Globalization;
using BlazorLake.Domain.Events;
using CsCheck;

namespace BlazorLake.Domain.Tests.Events;

public sealed class EventInstantTests
{
    [Theory]
    [InlineData("2026-03-01T12:30:00Z", "2026-03-01T12:30:00.0000000Z")]
    [InlineData("2026-03-01t12:30:00z", "2026-03-01T12:30:00.0000000Z")]
    [InlineData("2026-03-01T12:30:00.1234567899+05:30", "2026-03-01T07:00:00.1234560Z")]
    [InlineData("2026-03-01T12:30:00-00:00", "2026-03-01T12:30:00.0000000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999990Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.9999990Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000Z")]
    public void TryParse_Rfc3339_IsReadToTheMicrosecond(string text, string expected)
    {
        Assert.True(EventInstant.TryParse(text, out var at));
        Assert.Equal(expected, at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T12:30:00")]
    [InlineData("2026-03-01 12:30:00Z")]
    [InlineData("2026-3-1T12:30:00Z")]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:60:00Z")]
    [InlineData("2026-03-01T12:30:61Z")]
    [InlineData("2026-03-01T12:30:00.Z")]
    [InlineData("2026-03-01T12:30:00+0100")]
    [InlineData("2026-03-01T12:30:00+24:00")]
    [InlineData("2026-03-01T12:30:00ZZ")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("٢٠٢٦-03-01T12:30:00Z")]
    public void TryParse_AnythingElse_IsNoTime(string text) => Assert.False(EventInstant.TryParse(text, out _));

    [Theory]
    [InlineData("2010-12-01 08:26:00", "2010-12-01T08:26:00.0000000Z")]
    [InlineData("2010-12-01T08:26", "2010-12-01T08:26:00.0000000Z")]
    [InlineData("2010-12-01", "2010-12-01T00:00:00.0000000Z")]
    [InlineData("2010-12-01 08:26:00.5+01:00", "2010-12-01T07:26:00.5000000Z")]
    public void TryParse_ZoneOptional_IsUtcWithoutOne(string text, string expected)
    {
        Assert.True(EventInstant.TryParse(text, out var at, zoneOptional: true));
        Assert.Equal(expected, at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void TryParse_WhatDotNetWrites_ComesBackCutToMicroseconds() => Gen.Long[0, DateTime.MaxValue.Ticks].Sample(ticks =>
    {
        var at = new DateTimeOffset(ticks, TimeSpan.Zero);
        Assert.True(EventInstant.TryParse(at.ToString("O", CultureInfo.InvariantCulture), out var read));
        Assert.Equal(EventInstant.Truncate(at), read);
    });
}
