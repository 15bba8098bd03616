using System.Text;
using BlazorLake.Portal.Features.Import;

namespace BlazorLake.Portal.Tests.Import;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("17850.0")]
    [InlineData("-1.50e-3")]
    [InlineData("1E+9")]
    [InlineData("123456789012345678901234567890")]
    public void IsNumber_JsonNumbers_AreNumbers(string cell) => Assert.True(CellText.IsNumber(Encoding.UTF8.GetBytes(cell)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("00123")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0x1F")]
    [InlineData("NaN")]
    [InlineData("١")]
    public void IsNumber_AnythingElse_IsText(string cell) => Assert.False(CellText.IsNumber(Encoding.UTF8.GetBytes(cell)));

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", false)]
    [InlineData("yes", false)]
    [InlineData("", false)]
    public void IsBoolean_OnlyTrueAndFalse_InAnyCase(string cell, bool isBoolean) => Assert.Equal(isBoolean, CellText.IsBoolean(Encoding.UTF8.GetBytes(cell)));
}
