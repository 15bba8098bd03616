using System.Text;

namespace BlazorLake.Domain.Rules;

/// <summary>A <c>like</c> pattern: <c>*</c> is any run, <c>?</c> one code point, <c>\</c> takes the next character as it is.</summary>
internal sealed class LikePattern
{
    private const int AnyRun = -1;
    private const int AnyOne = -2;

    private readonly int[] _parts;

    // What stands between the runs, when no single code point is left open: then finding it is all there is to do.
    private readonly string[]? _literals;

    private LikePattern(int[] parts)
    {
        _parts = parts;
        _literals = parts.Contains(AnyOne) ? null : Split(parts);
    }

    /// <summary>False when the pattern ends in an escape of nothing.</summary>
    public static bool TryParse(string pattern, out LikePattern like)
    {
        var parts = new List<int>(pattern.Length);
        var isEscaped = false;
        foreach (var rune in pattern.EnumerateRunes())
        {
            if (!isEscaped && rune.Value == '\\')
            {
                isEscaped = true;
                continue;
            }

            var part = isEscaped ? rune.Value : rune.Value switch { '*' => AnyRun, '?' => AnyOne, var other => other };
            isEscaped = false;
            if (part != AnyRun || parts.Count == 0 || parts[^1] != AnyRun)
                parts.Add(part);
        }

        like = new LikePattern([.. parts]);
        return !isEscaped;
    }

    /// <summary>Whether the whole text fits. Work is at most the product of both lengths.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => _literals is null ? IsMatchByPart(text) : IsMatchByLiteral(text, _literals);

    /// <summary>The literals between the runs, the first before any run and the last after all of them; null when a single code point is left open.</summary>
    public IReadOnlyList<string>? Literals => _literals;

    /// <summary>What every fitting text begins with and ends with, empty where there is nothing, and what it contains between.</summary>
    public (string Start, string End, IReadOnlyList<string> Within) Required()
    {
        var literals = new List<string>();
        var literal = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part >= 0)
            {
                literal.Append(new Rune(part));
                continue;
            }

            literals.Add(literal.ToString());
            literal.Clear();
        }

        literals.Add(literal.ToString());
        return (literals[0], literals[^1], literals.Count < 3 ? [] : [.. literals[1..^1].Where(l => l.Length > 0).Distinct()]);
    }

    private static bool IsMatchByLiteral(ReadOnlySpan<char> text, string[] literals)
    {
        if (literals.Length == 1)
            return text.SequenceEqual(literals[0]);
        if (!text.StartsWith(literals[0], StringComparison.Ordinal) || !text.EndsWith(literals[^1], StringComparison.Ordinal))
            return false;
        // The earliest place for each is the best: it leaves the most for those that follow.
        var at = literals[0].Length;
        foreach (var literal in literals.AsSpan(1, literals.Length - 2))
        {
            var found = text[at..].IndexOf(literal, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at += found + literal.Length;
        }

        return at <= text.Length - literals[^1].Length;
    }

    private static string[] Split(int[] parts)
    {
        var literals = new List<string>();
        var literal = new StringBuilder();
        foreach (var part in parts)
        {
            if (part != AnyRun)
            {
                literal.Append(new Rune(part));
                continue;
            }

            literals.Add(literal.ToString());
            literal.Clear();
        }

        return [.. literals, literal.ToString()];
    }

    private bool IsMatchByPart(ReadOnlySpan<char> text)
    {
        int at = 0, part = 0, starPart = -1, starAt = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (part < _parts.Length && _parts[part] == AnyRun)
            {
                starPart = part++;
                starAt = at;
            }
            else if (part < _parts.Length && (_parts[part] == AnyOne || _parts[part] == rune.Value))
            {
                part++;
                at += length;
            }
            else if (starPart >= 0)
            {
                // The run takes one code point more, and what follows it is tried anew: only the last run ever needs that.
                Rune.DecodeFromUtf16(text[starAt..], out _, out length);
                at = starAt += length;
                part = starPart + 1;
            }
            else
            {
                return false;
            }
        }

        while (part < _parts.Length && _parts[part] == AnyRun)
            part++;
        return part == _parts.Length;
    }
}
