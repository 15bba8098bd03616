using System.Buffers;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>What can be told of a regular expression without running it.</summary>
internal static class RegexText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(@"\*+?|{}[]()^$.# ");

    /// <summary>The text that everything it fits begins with; empty when there is none, or none that is easy to see.</summary>
    public static string StartOf(string pattern)
    {
        // An alternative, or an option set within, could undo what the beginning says.
        if (!pattern.StartsWith('^') || pattern.Contains('|') || pattern.Contains("(?", StringComparison.Ordinal))
            return "";
        var end = pattern.AsSpan(1).IndexOfAny(Special);
        if (end < 0)
            return pattern[1..];
        // What may repeat may also be absent.
        var isOptional = pattern[end + 1] is '*' or '?' or '{';
        var start = pattern.AsSpan(1, end);
        if (isOptional && start.Length > 0)
            start = start[..^(start.Length > 1 && char.IsLowSurrogate(start[^1]) ? 2 : 1)];
        return start.ToString();
    }
}
