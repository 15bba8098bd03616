namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>Literals of operators on text. A pattern also gives what must be there for it to fit at all, by which it is found.</summary>
internal sealed class TextLiterals(ScaleTable scales, CheckTable checks)
{
    /// <summary>Bytes of a part that is worth it beside a beginning or an end.</summary>
    private const int ShortestPart = 4;

    public bool TryAdd(int slot, OperatorKind op, string operand, bool folds, List<Literal> literals)
    {
        switch (op)
        {
            case OperatorKind.StartsWith:
                AddBeginning(slot, Utf8Text.Of(operand, folds), folds, literals);
                return true;
            case OperatorKind.EndsWith:
                AddEnd(slot, Utf8Text.Of(operand, folds), folds, literals);
                return true;
            case OperatorKind.Contains:
                AddWithin(slot, Utf8Text.Of(operand, folds), folds, literals);
                return true;
            case OperatorKind.Like:
                return TryAddLike(slot, operand, folds, literals);
            case OperatorKind.Regex:
                if (!folds && RegexText.StartOf(operand) is { Length: > 0 } start)
                    AddBeginning(slot, Utf8Text.Of(start, folds: false), folds: false, literals);
                literals.Add(checks.Regex(slot, operand, folds));
                return true;
            case OperatorKind.Cidr:
                if (!NetworkText.TryParseNetwork(operand, out var network))
                    return false;
                var networks = scales.Networks(slot);
                var handle = networks.Add(network);
                literals.Add(Literal.Interval(networks.Dimension, handle, handle, default));
                return true;
            default:
                return false;
        }
    }

    private bool TryAddLike(int slot, string operand, bool folds, List<Literal> literals)
    {
        if (!LikePattern.TryParse(folds ? CaseFolding.Fold(operand) : operand, out var pattern))
            return false;
        // What follows from the pattern is folded already.
        switch (pattern.Literals)
        {
            case [var only]:
                var points = scales.Points(slot, folds);
                literals.Add(Literal.Point(points.Dimension, points.AddText(Utf8Text.Of(only, folds: false))));
                return true;
            case [var start, ""]:
                AddBeginning(slot, Utf8Text.Of(start, folds: false), folds, literals);
                return true;
            case ["", var end]:
                AddEnd(slot, Utf8Text.Of(end, folds: false), folds, literals);
                return true;
            case ["", var within, ""]:
                AddWithin(slot, Utf8Text.Of(within, folds: false), folds, literals);
                return true;
            default:
                AddRequired(slot, pattern, folds, literals);
                literals.Add(checks.Like(slot, operand, pattern, folds));
                return true;
        }
    }

    private void AddRequired(int slot, LikePattern pattern, bool folds, List<Literal> literals)
    {
        var (start, end, within) = pattern.Required();
        if (start.Length > 0)
            AddBeginning(slot, Utf8Text.Of(start, folds: false), folds, literals);
        if (end.Length > 0)
            AddEnd(slot, Utf8Text.Of(end, folds: false), folds, literals);
        // One part is enough to find the pattern by, and each costs where it is found.
        if (within.Where(w => w.Length >= (start.Length + end.Length == 0 ? 1 : ShortestPart)).MaxBy(w => w.Length) is { } part)
            AddPart(slot, Utf8Text.Of(part, folds: false), folds, literals);
    }

    private void AddBeginning(int slot, byte[] text, bool folds, List<Literal> literals)
    {
        var scale = scales.Beginnings(slot, folds);
        var handle = scale.Add(text);
        literals.Add(Literal.Interval(scale.Dimension, handle, handle, default));
    }

    private void AddEnd(int slot, byte[] text, bool folds, List<Literal> literals)
    {
        var scale = scales.Ends(slot, folds);
        var handle = scale.Add(text);
        literals.Add(Literal.Interval(scale.Dimension, handle, handle, default));
    }

    private void AddWithin(int slot, byte[] text, bool folds, List<Literal> literals)
    {
        if (text.Length == 0)
        {
            // Every text contains, and begins with, nothing.
            AddBeginning(slot, text, folds, literals);
            return;
        }

        AddPart(slot, text, folds, literals);
        if (text.Length > Scales.LiteralScale.LongestBytes)
            literals.Add(checks.Contains(slot, text, folds));
    }

    private void AddPart(int slot, byte[] text, bool folds, List<Literal> literals)
    {
        var scale = scales.Texts(slot, folds);
        literals.Add(Literal.Point(scale.Dimension, scale.Add(text.AsSpan(0, Math.Min(text.Length, Scales.LiteralScale.LongestBytes)))));
    }
}
