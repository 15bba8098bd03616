namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Numbers as most are written: up to 15 digits, perhaps a point, no exponent. Their nearest double is one division away.</summary>
internal static class ShortNumber
{
    private const int MostDigits = 15;

    private static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <param name="text">A number by the grammar of RFC 8259.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative)
            text = text[1..];
        // The point takes one place more.
        if (text.Length is 0 or > MostDigits + 1)
            return false;
        var digits = 0L;
        var decimals = -1;
        foreach (var each in text)
        {
            var digit = (uint)(each - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (each == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return false;
            }
        }

        if (decimals < 0 && text.Length > MostDigits)
            return false;
        // Both are exact doubles, so the quotient is the double nearest to the number.
        value = decimals > 0 ? digits / PowersOfTen[decimals] : digits;
        if (isNegative)
            value = -value;
        return true;
    }
}
