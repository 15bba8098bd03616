using System.Globalization;
using System.Numerics;
using BlazorLake.Domain.Rules;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0.1", "0.10", 0)]
    [InlineData("0.1", "1e-1", 0)]
    [InlineData("0.1", "100E-3", 0)]
    [InlineData("1", "1.0", 0)]
    [InlineData("100", "1e+2", 0)]
    [InlineData("-0", "0", 0)]
    [InlineData("0e99999999999999999999999", "0", 0)]
    [InlineData("12345678901234567890", "12345678901234567891", -1)]
    [InlineData("0.1", "0.1000000000000000000000000001", -1)]
    [InlineData("1e400", "1e401", -1)]
    [InlineData("-1e400", "-1e401", 1)]
    [InlineData("1e-400", "1e-401", 1)]
    [InlineData("-1", "1e-400", -1)]
    [InlineData("9999999999999999999999999999", "1e28", -1)]
    [InlineData("9007199254740993", "9007199254740992", 1)]
    public void Compare_UpTo28Digits_IsExact(string left, string right, int expected)
    {
        Assert.Equal(expected, JsonNumber.Compare(JsonNumber.Parse(left), JsonNumber.Parse(right)));
        Assert.Equal(-expected, JsonNumber.Compare(JsonNumber.Parse(right), JsonNumber.Parse(left)));
    }

    [Theory]
    [InlineData("12345678901234567890123456789", "12345678901234567890123456788", 0)]
    [InlineData("0.12345678901234567890123456789", "0.1234567890123457", -1)]
    [InlineData("1e999", "123456789012345678901234567891e999", 0)]
    [InlineData("1e99999999999999999999", "1e308", 1)]
    [InlineData("1e-99999999999999999999", "0", 0)]
    public void Compare_Beyond28Digits_IsOfDoubles(string left, string right, int expected) =>
        Assert.Equal(expected, JsonNumber.Compare(JsonNumber.Parse(left), JsonNumber.Parse(right)));

    [Fact]
    public void Compare_Beyond28Digits_RoundsOnce()
    {
        // Halfway between two doubles plus a little: rounding to fewer digits first would round it down.
        var halfway = "9007199254740993.0000000000000000000000001";
        Assert.Equal(0, JsonNumber.Compare(JsonNumber.Parse(halfway), JsonNumber.Parse("9007199254740994.00000000000000000000000000000")));
        Assert.Equal(9007199254740994d, JsonNumber.Parse(halfway).ToDouble());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1 ")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("1_000")]
    [InlineData("١")]
    public void Parse_OfNoJsonNumber_Throws(string text) => Assert.Throws<FormatException>(() => JsonNumber.Parse(text));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0.0", "0")]
    [InlineData("1e2", "100")]
    [InlineData("1e-1", "0.1")]
    [InlineData("-12.50", "-12.5")]
    [InlineData("1e400", "1E+400")]
    [InlineData("12e400", "1.2E+401")]
    [InlineData("1e-20", "1E-20")]
    [InlineData("0.0000001", "0.0000001")]
    [InlineData("17850.0", "17850")]
    public void ToString_OfAnySpelling_IsTheOneSpelling(string text, string expected)
    {
        Assert.Equal(expected, JsonNumber.Parse(text).ToString());
        Assert.Equal(0, JsonNumber.Compare(JsonNumber.Parse(text), JsonNumber.Parse(expected)));
    }

    private static readonly Gen<(BigInteger Significand, int Exponent)> Values =
        Gen.Select(Gen.String[Gen.Char['0', '9'], 1, 28], Gen.Int[-60, 60], Gen.Bool, (digits, exponent, isNegative) =>
            (BigInteger.Parse(digits, CultureInfo.InvariantCulture) * (isNegative ? -1 : 1), exponent));

    [Fact]
    public void Compare_OfAnyTwo_IsAsOfWholeNumbers() =>
        Gen.Select(Values, Values).Sample((left, right) =>
        {
            var common = Math.Min(left.Exponent, right.Exponent);
            var expected = (left.Significand * BigInteger.Pow(10, left.Exponent - common)).CompareTo(right.Significand * BigInteger.Pow(10, right.Exponent - common));
            return Math.Sign(expected) == JsonNumber.Compare(JsonNumber.Parse(Spell(left)), JsonNumber.Parse(Spell(right)));
        });

    [Fact]
    public void Compare_OfOtherSpellings_IsTheSame() =>
        Gen.Select(Values, Gen.Int[0, 20], Gen.Int[0, 5]).Sample((value, shift, zeros) =>
        {
            // The same value: digits moved over the point by the exponent, zeros appended after it.
            var plain = JsonNumber.Parse(Spell(value));
            var sign = value.Significand.Sign < 0 ? "-" : "";
            var digits = BigInteger.Abs(value.Significand).ToString(CultureInfo.InvariantCulture).PadLeft(shift + 1, '0');
            var whole = digits[..^shift].TrimStart('0') is { Length: > 0 } left ? left : "0";
            var other = JsonNumber.Parse($"{sign}{whole}.{digits[^shift..]}{new string('0', zeros + 1)}E{value.Exponent + shift}");
            return JsonNumber.Compare(plain, other) == 0 && plain.GetHashCode() == other.GetHashCode() && plain.ToString() == other.ToString();
        });

    private static string Spell((BigInteger Significand, int Exponent) value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.Significand}e{value.Exponent}");
}
