using System.Globalization;
using System.Numerics;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Detection;

/// <summary>A number to reckon with: exact while every number in it is (28 digits, an exponent within ±400), else a double.</summary>
/// <remarks>Sums, differences and products of exact ones are exact, however many digits they take.</remarks>
internal readonly struct Quantity : IComparable<Quantity>
{
    private const int LargestExponent = 400;

    private readonly BigInteger _mantissa;
    private readonly int _exponent;
    private readonly double _double;

    private Quantity(BigInteger mantissa, int exponent) => (_mantissa, _exponent, IsExact) = (mantissa, exponent, true);

    private Quantity(double value) => _double = value;

    public static Quantity Zero => new(BigInteger.Zero, 0);

    public bool IsExact { get; }

    public static Quantity Of(int number) => new(number, 0);

    /// <summary>No exact one, whatever its value.</summary>
    public static Quantity OfDouble(double value) => new(value);

    public static Quantity Of(in JsonNumber number) =>
        number.TryGetExact(out var mantissa, out var exponent) && Math.Abs(exponent) <= LargestExponent ? new Quantity(mantissa, (int)exponent) : new Quantity(number.ToDouble());

    public double ToDouble() => IsExact ? double.Parse(Text, CultureInfo.InvariantCulture) : _double;

    public static Quantity operator +(in Quantity left, in Quantity right)
    {
        if (!left.IsExact || !right.IsExact)
            return new Quantity(left.ToDouble() + right.ToDouble());
        var exponent = Math.Min(left._exponent, right._exponent);
        return new Quantity(left.At(exponent) + right.At(exponent), exponent);
    }

    public static Quantity operator -(in Quantity value) => value.IsExact ? new Quantity(-value._mantissa, value._exponent) : new Quantity(-value._double);

    public static Quantity operator -(in Quantity left, in Quantity right) => left + (-right);

    public static Quantity operator *(in Quantity left, in Quantity right) => left.IsExact && right.IsExact
        ? new Quantity(left._mantissa * right._mantissa, left._exponent + right._exponent)
        : new Quantity(left.ToDouble() * right.ToDouble());

    public static Quantity Abs(in Quantity value) => value.Sign < 0 ? -value : value;

    public int Sign => IsExact ? _mantissa.Sign : Math.Sign(_double);

    public int CompareTo(Quantity other)
    {
        if (!IsExact || !other.IsExact)
            return ToDouble().CompareTo(other.ToDouble());
        var exponent = Math.Min(_exponent, other._exponent);
        return At(exponent).CompareTo(other.At(exponent));
    }

    /// <summary>A JSON number.</summary>
    public override string ToString() => JsonNumber.Parse(Text).ToString();

    private string Text => IsExact
        ? string.Create(CultureInfo.InvariantCulture, $"{_mantissa}E{_exponent}")
        : double.IsFinite(_double) ? _double.ToString("R", CultureInfo.InvariantCulture) : _double > 0 ? "1E999" : "-1E999";

    private BigInteger At(int exponent) => exponent == _exponent ? _mantissa : _mantissa * BigInteger.Pow(10, _exponent - exponent);
}
