namespace BlazorLake.Portal.Features.Import;

/// <summary>How the cells of a CSV column become JSON.</summary>
internal enum CellType
{
    Text,
    Number,
    Boolean,
}

/// <summary>What a cell, as UTF-8, can be taken for.</summary>
internal static class CellText
{
    /// <summary>JSON's own grammar, so that the digits are kept as they are: <c>17850.0</c>, <c>-1</c>, <c>1e3</c>; not <c>00123</c> (an id), <c>+1</c>, <c>.5</c> or <c>1,5</c>.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> cell)
    {
        var rest = cell.Length > 0 && cell[0] == '-' ? cell[1..] : cell;
        var whole = Digits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
            return false;
        rest = rest[whole..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var fraction = Digits(rest[1..]);
            if (fraction == 0)
                return false;
            rest = rest[(1 + fraction)..];
        }

        if (rest.Length > 0 && (rest[0] | 0x20) == 'e')
        {
            var sign = rest.Length > 1 && (rest[1] is (byte)'+' or (byte)'-') ? 1 : 0;
            var exponent = Digits(rest[(1 + sign)..]);
            if (exponent == 0)
                return false;
            rest = rest[(1 + sign + exponent)..];
        }

        return rest.IsEmpty;
    }

    /// <summary><c>true</c> or <c>false</c> in any case; not 0 and 1, which are numbers.</summary>
    public static bool IsBoolean(ReadOnlySpan<byte> cell) => System.Text.Ascii.EqualsIgnoreCase(cell, "true"u8) || System.Text.Ascii.EqualsIgnoreCase(cell, "false"u8);

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
