using System.Text.RegularExpressions;

namespace BlazorLake.Domain.Rules;

/// <summary>Whether a value can be an operator's operand: for what a rule says, for parameters' defaults and for what subscriptions fill in.</summary>
internal static class OperandCheck
{
    /// <summary>Null when it can, else what is allowed instead.</summary>
    public static string? Problem(Operator op, FieldPath field, Scalar value) => op.Operand switch
    {
        OperandKind.Scalar or OperandKind.List => field.Attribute == EventAttribute.Time ? TimeProblem(op, value) : null,
        OperandKind.Ordered or OperandKind.Range => IsOrdered(value) ? null
            : $"'{op.Name}' compares numbers, or instants written in ISO 8601 with offset such as 2026-01-31T09:00:00Z; {Given(value)} was given.",
        OperandKind.Text => value.Kind == ScalarKind.String ? null : $"'{op.Name}' takes text; {Given(value)} was given.",
        OperandKind.Pattern => value.Kind == ScalarKind.String ? PatternProblem(value.Text) : $"'{op.Name}' takes a pattern as text; {Given(value)} was given.",
        OperandKind.Regex => value.Kind == ScalarKind.String ? RegexProblem(value.Text) : $"'{op.Name}' takes a regular expression as text; {Given(value)} was given.",
        OperandKind.Network => value.Kind == ScalarKind.String && NetworkText.TryParseNetwork(value.Text, out _) ? null
            : $"'{op.Name}' takes an IPv4 or IPv6 network such as 10.0.0.0/8 or 2001:db8::/32; {Given(value)} was given.",
        _ => $"'{op.Name}' takes no value.",
    };

    /// <summary>Null when <paramref name="low"/> and <paramref name="high"/>, each fine alone, make a range.</summary>
    public static string? RangeProblem(Scalar low, Scalar high)
    {
        if (low.Kind != high.Kind)
            return "Both ends of 'between' are numbers, or both are instants.";
        var order = low.Kind == ScalarKind.Number ? JsonNumber.Compare(low.Number, high.Number) : InstantOf(low).CompareTo(InstantOf(high));
        return order <= 0 ? null : $"The low end of 'between' comes first: [{high}, {low}]; [{low}, {high}] was given.";
    }

    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking, or is too large.</exception>
    public static Regex MakeRegex(string pattern, bool ignoreCase) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), Regex.InfiniteMatchTimeout);

    public static bool IsInstant(Scalar value) => value.Kind == ScalarKind.String && InstantText.TryParse(value.Text, out _);

    private static bool IsOrdered(Scalar value) => value.Kind == ScalarKind.Number || IsInstant(value);

    private static InstantValue InstantOf(Scalar value) => InstantText.TryParse(value.Text, out var instant) ? instant : default;

    private static string? TimeProblem(Operator op, Scalar value) => value.Kind == ScalarKind.Null || IsInstant(value) ? null
        : $"'{op.Name}' compares $time with instants written in ISO 8601 with offset such as 2026-01-31T09:00:00Z; {Given(value)} was given.";

    private static string? PatternProblem(string pattern)
    {
        if (pattern.Length > RuleLimits.PatternLength)
            return TooLong(pattern);
        return LikePattern.TryParse(pattern, out _) ? null : @"A pattern can't end with a single \, which escapes the character after it; write \\ for the character itself.";
    }

    private static string? RegexProblem(string pattern)
    {
        if (pattern.Length > RuleLimits.PatternLength)
            return TooLong(pattern);
        try
        {
            MakeRegex(pattern, ignoreCase: false);
            return null;
        }
        catch (NotSupportedException)
        {
            return "This regular expression needs what only backtracking can do (lookaround, back references, atomic groups), or is too large; neither is supported, so that no event can make it slow.";
        }
        catch (ArgumentException defect)
        {
            return $"This is not a regular expression: {defect.Message}";
        }
    }

    private static string TooLong(string pattern) => $"A pattern has at most {RuleLimits.PatternLength:N0} characters; this one has {pattern.Length:N0}.";

    private static string Given(Scalar value) => value.Kind switch
    {
        ScalarKind.String => $"the text '{FieldPathText.Shorten(value.Text)}'",
        ScalarKind.Number => $"the number {FieldPathText.Shorten(value.Text)}",
        _ => value.Text,
    };
}
