using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Operators that look at one value and one operand.</summary>
internal static class PairTests
{
    public static Func<FieldValue, FieldValue, bool> Of(OperatorKind kind, bool ignoreCase) => kind switch
    {
        OperatorKind.Eq => (value, other) => Comparing.IsSame(value, other, ignoreCase) == true,
        OperatorKind.Ne => (value, other) => Comparing.IsSame(value, other, ignoreCase) == false,
        OperatorKind.Gt => (value, other) => Comparing.Order(value, other) > 0,
        OperatorKind.Gte => (value, other) => Comparing.Order(value, other) >= 0,
        OperatorKind.Lt => (value, other) => Comparing.Order(value, other) < 0,
        OperatorKind.Lte => (value, other) => Comparing.Order(value, other) <= 0,
        OperatorKind.Contains => OfTexts((value, other) => value.Contains(other, StringComparison.Ordinal), ignoreCase),
        OperatorKind.StartsWith => OfTexts((value, other) => value.StartsWith(other, StringComparison.Ordinal), ignoreCase),
        OperatorKind.EndsWith => OfTexts((value, other) => value.EndsWith(other, StringComparison.Ordinal), ignoreCase),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This operator does not compare a pair."),
    };

    private static Func<FieldValue, FieldValue, bool> OfTexts(Func<string, string, bool> test, bool ignoreCase) => (value, other) =>
        value.Kind == JsonValueKind.String && other.Kind == JsonValueKind.String
        && (ignoreCase ? test(value.Folded, other.Folded) : test(value.Text, other.Text));
}

/// <summary>Operators that look at one text, with an operand made ready beforehand.</summary>
internal static class TextTests
{
    public static TextTest Like(string pattern, bool ignoreCase)
    {
        if (!LikePattern.TryParse(ignoreCase ? CaseFolding.Fold(pattern) : pattern, out var like))
            throw new ArgumentException("The pattern was not validated.", nameof(pattern));
        return new TextTest(ignoreCase ? value => like.IsMatch(value.Folded) : value => like.IsMatch(value.Text));
    }

    public static TextTest Regex(string pattern, bool ignoreCase)
    {
        var regex = OperandCheck.MakeRegex(pattern, ignoreCase);
        return new TextTest(value => regex.IsMatch(value.Text));
    }

    public static TextTest Cidr(string text)
    {
        if (!NetworkText.TryParseNetwork(text, out var network))
            throw new ArgumentException("The network was not validated.", nameof(text));
        return new TextTest(value => value.Address is { } address && network.Contains(address.IsV6, address.Address));
    }
}
