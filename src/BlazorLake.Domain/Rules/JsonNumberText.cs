using System.Globalization;

namespace BlazorLake.Domain.Rules;

/// <summary>Reading and spelling of <see cref="JsonNumber"/>.</summary>
internal static class JsonNumberText
{
    private const long ExponentLimit = 100_000_000_000_000_000;

    private static readonly UInt128[] Powers = MakePowers();

    public static UInt128 PowerOfTen(int exponent) => Powers[exponent];

    public static bool TryRead(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        var at = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative)
            at++;
        var digits = default(Digits);
        var integerStart = at;
        ReadDigits(text, ref at, ref digits);
        var integerLength = at - integerStart;
        if (integerLength == 0 || (integerLength > 1 && text[integerStart] == '0'))
            return false;
        var fractionLength = 0;
        if (at < text.Length && text[at] == '.')
        {
            var start = ++at;
            ReadDigits(text, ref at, ref digits);
            fractionLength = at - start;
            if (fractionLength == 0)
                return false;
        }

        if (!TryReadExponent(text, ref at, out var exponent) || at != text.Length)
            return false;
        exponent += digits.PendingZeros - fractionLength;
        var isExact = digits.Count <= JsonNumber.ExactDigits && (Math.Abs(exponent) <= ExponentLimit || digits.Count == 0);
        number = isExact
            ? new JsonNumber(isNegative, digits.Value, digits.Count, exponent)
            : new JsonNumber(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        return true;
    }

    public static string Format(double value) =>
        double.IsInfinity(value) ? (value > 0 ? "1E+999" : "-1E+999") : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Format(bool isNegative, UInt128 significand, long exponent)
    {
        var digits = significand.ToString(CultureInfo.InvariantCulture);
        var sign = isNegative ? "-" : "";
        var place = digits.Length + exponent;
        if (exponent >= 0 && place <= JsonNumber.ExactDigits)
            return string.Concat(sign, digits, new string('0', (int)exponent));
        if (exponent < 0 && place > 0)
            return string.Concat(sign, digits.AsSpan(0, (int)place), ".", digits.AsSpan((int)place));
        if (exponent < 0 && place > -10)
            return string.Concat(sign, "0.", new string('0', (int)-place), digits);
        var fraction = digits.Length > 1 ? string.Concat(".", digits.AsSpan(1)) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}E{(place > 0 ? "+" : "")}{place - 1}");
    }

    private static void ReadDigits(ReadOnlySpan<byte> text, ref int at, ref Digits digits)
    {
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
            digits.Add(text[at] - '0');
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int at, out long exponent)
    {
        exponent = 0;
        if (at == text.Length || text[at] is not ((byte)'e' or (byte)'E'))
            return true;
        at++;
        var isNegative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is (byte)'-' or (byte)'+')
            at++;
        var start = at;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
            exponent = Math.Min((exponent * 10) + (text[at] - '0'), ExponentLimit * 2);
        if (isNegative)
            exponent = -exponent;
        return at > start;
    }

    private static UInt128[] MakePowers()
    {
        var powers = new UInt128[JsonNumber.ExactDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    /// <summary>Significant digits so far; zeros wait until a digit follows, so that trailing ones never count.</summary>
    private struct Digits
    {
        private ulong _small;
        private UInt128 _large;

        public long PendingZeros;
        public int Count;

        public readonly UInt128 Value => Count <= 18 ? _small : _large;

        public void Add(int digit)
        {
            if (digit == 0)
            {
                PendingZeros += Count == 0 ? 0 : 1;
                return;
            }

            for (; PendingZeros > 0 && Count <= JsonNumber.ExactDigits; PendingZeros--)
                Append(0);
            Append(digit);
        }

        private void Append(int digit)
        {
            // Beyond 28 only the fact that there are more matters.
            if (Count >= JsonNumber.ExactDigits)
            {
                Count = JsonNumber.ExactDigits + 1;
                return;
            }

            Count++;
            if (Count <= 18)
                _small = (_small * 10) + (ulong)digit;
            else
                _large = ((Count == 19 ? _small : _large) * 10) + (ulong)digit;
        }
    }
}
