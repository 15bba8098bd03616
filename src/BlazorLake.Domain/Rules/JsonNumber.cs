using System.Globalization;
using System.Numerics;
using System.Text;

namespace BlazorLake.Domain.Rules;

/// <summary>The value of a JSON number: an exact decimal up to 28 significant digits at any exponent, beyond that a double.</summary>
/// <remarks>
/// <c>0.1</c>, <c>0.10</c> and <c>1e-1</c> are one value; <c>-0</c> is 0. When either side of a comparison has more than 28 significant digits, both are
/// compared as the doubles nearest to them (rounded once, from all digits). An exponent beyond ±10¹⁷ also counts as beyond. Source: CONTRACT.md section 4.
/// </remarks>
public readonly struct JsonNumber : IEquatable<JsonNumber>
{
    /// <summary>Most significant digits that compare exactly.</summary>
    public const int ExactDigits = 28;

    private readonly UInt128 _significand;

    // Of an inexact number the bits of its double: indexes keep very many numbers.
    private readonly long _exponent;
    private readonly byte _digits;
    private readonly bool _isNegative;

    /// <param name="significand">Without trailing zeros; 0 only for zero.</param>
    internal JsonNumber(bool isNegative, UInt128 significand, int digits, long exponent)
    {
        _isNegative = isNegative && digits > 0;
        _significand = significand;
        _digits = (byte)digits;
        _exponent = digits == 0 ? 0 : exponent;
        IsExact = true;
    }

    internal JsonNumber(double value) => _exponent = BitConverter.DoubleToInt64Bits(value);

    /// <summary>False beyond 28 significant digits.</summary>
    public bool IsExact { get; }

    /// <summary>Significant digits of an exact number.</summary>
    internal int Digits => _digits;

    /// <exception cref="FormatException">Not a number by the grammar of RFC 8259.</exception>
    public static JsonNumber Parse(string text) =>
        TryParse(Encoding.UTF8.GetBytes(text), out var number) ? number : throw new FormatException($"'{FieldPathText.Shorten(text)}' is not a JSON number.");

    /// <summary>Reads exactly one number by the grammar of RFC 8259, nothing around it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonNumber number) => JsonNumberText.TryRead(utf8, out number);

    /// <summary>Less than 0, 0 or more than 0, as numbers are ordered.</summary>
    public static int Compare(in JsonNumber left, in JsonNumber right)
    {
        if (!left.IsExact || !right.IsExact)
            return left.ToDouble().CompareTo(right.ToDouble());
        var sign = left.Sign;
        if (sign != right.Sign)
            return sign.CompareTo(right.Sign);
        return sign == 0 ? 0 : sign * CompareMagnitude(left, right);
    }

    public static bool operator ==(in JsonNumber left, in JsonNumber right) => Compare(left, right) == 0;

    public static bool operator !=(in JsonNumber left, in JsonNumber right) => Compare(left, right) != 0;

    public bool Equals(JsonNumber other) => Compare(this, other) == 0;

    public override bool Equals(object? obj) => obj is JsonNumber other && Equals(other);

    /// <summary>Agrees with equality among exact numbers, and among inexact ones; not between the two, so keep them in separate sets.</summary>
    public override int GetHashCode() => IsExact ? HashCode.Combine(_significand, _exponent, _isNegative) : Double.GetHashCode();

    /// <summary>The nearest double; infinite beyond its range.</summary>
    public double ToDouble() => IsExact
        ? double.Parse(string.Create(CultureInfo.InvariantCulture, $"{(_isNegative ? "-" : "")}{_significand}E{_exponent}"), CultureInfo.InvariantCulture)
        : Double;

    /// <summary>The value as <c>mantissa × 10^exponent</c>; false when it is known as a double only.</summary>
    internal bool TryGetExact(out BigInteger mantissa, out long exponent)
    {
        mantissa = _isNegative ? -(BigInteger)_significand : _significand;
        exponent = _exponent;
        return IsExact;
    }

    /// <summary>One spelling for each value, itself a JSON number: <c>1</c> for 1.0, <c>0.1</c> for 1e-1, <c>1E+400</c> for 1e400.</summary>
    public override string ToString() => IsExact ? JsonNumberText.Format(_isNegative, _significand, _exponent) : JsonNumberText.Format(Double);

    private double Double => BitConverter.Int64BitsToDouble(_exponent);

    private int Sign => _digits == 0 ? 0 : _isNegative ? -1 : 1;

    private static int CompareMagnitude(in JsonNumber left, in JsonNumber right)
    {
        // The place of the leading digit decides; only when it is the same are the digits aligned, to at most 28 of them.
        var places = (left._exponent + left._digits).CompareTo(right._exponent + right._digits);
        if (places != 0)
            return places;
        var shift = left._digits - right._digits;
        return shift >= 0
            ? left._significand.CompareTo(right._significand * JsonNumberText.PowerOfTen(shift))
            : (left._significand * JsonNumberText.PowerOfTen(-shift)).CompareTo(right._significand);
    }
}
