using System.Text;

namespace BlazorLake.Domain.Rules;

/// <summary>A <c>like</c> pattern: <c>*</c> is any run, <c>?</c> one code point, <c>\</c> takes the next character as it is.</summary>
internal sealed class LikePattern
{
    private const int AnyRun = -1;
    private const int AnyOne = -2;

    private readonly int[] _parts;

    private LikePattern(int[] parts) => _parts = parts;

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
    public bool IsMatch(string text)
    {
        int at = 0, part = 0, starPart = -1, starAt = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
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
                Rune.DecodeFromUtf16(text.AsSpan(starAt), out _, out length);
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
