using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>Turns a condition tree into clauses of which at least one holds exactly when the tree does.</summary>
/// <remarks>
/// Negation is pushed to the comparisons. Alternatives become clauses of their own where that is needed to find the rule; elsewhere they stay one check, so that the number
/// of clauses never exceeds that of comparisons. Recursive; the depth of a rule's document bounds it.
/// </remarks>
internal sealed class ClauseMaker(ScaleTable scales, CheckTable checks, ParameterValues parameters)
{
    /// <summary>Most literals that spreading a group's alternatives may copy.</summary>
    private const int MostCopied = 20_000;

    /// <summary>Most clauses that a group becomes by choosing one of each of its alternatives.</summary>
    private const int MostProducts = 16;

    private readonly LiteralMaker _literals = new(scales, checks, parameters);

    /// <summary>Empty when the condition never holds.</summary>
    public List<Clause> Make(Condition condition) => Make(condition, isNegated: false);

    private List<Clause> Make(Condition condition, bool isNegated)
    {
        if (condition is Condition.Comparison comparison)
        {
            var clause = new Clause();
            _literals.Add(comparison, isNegated, clause.Literals);
            return [clause];
        }

        var group = (Condition.Group)condition;
        var arePartsNegated = isNegated != group is Condition.None;
        // "none" is the negation of "any", so of its negated parts all must hold.
        var needsAll = group is Condition.None ? !isNegated : group is Condition.All != isNegated;
        return needsAll ? MakeAll(group.Parts, arePartsNegated) : MakeAny(group.Parts, arePartsNegated);
    }

    private List<Clause> MakeAny(IReadOnlyList<Condition> parts, bool isNegated)
    {
        var clauses = new List<Clause>();
        foreach (var part in parts)
            clauses.AddRange(Make(part, isNegated));
        return clauses;
    }

    private List<Clause> MakeAll(IReadOnlyList<Condition> parts, bool isNegated)
    {
        var common = new Clause();
        var choices = new List<List<Clause>>();
        foreach (var part in parts)
        {
            var clauses = Make(part, isNegated);
            if (clauses.Count == 0)
                return [];
            if (clauses.Count == 1)
                common.Literals.AddRange(clauses[0].Literals);
            else
                choices.Add(clauses);
        }

        if (choices.Count > 0 && choices.Aggregate(1L, (all, c) => Math.Min(all * c.Count, MostProducts + 1)) <= MostProducts)
            return Multiply(common, choices);
        RangeHints.Add(common);
        var spread = common.Literals.Exists(IsGood) ? null : choices.Where(c => CanSpread(c, common)).MinBy(c => c.Count);
        foreach (var choice in choices)
        {
            if (choice != spread)
                common.Literals.Add(checks.Any(choice));
        }

        if (spread is null)
            return [common];
        foreach (var clause in spread)
            clause.Literals.AddRange(common.Literals);
        return spread;
    }

    /// <summary>Few enough to be told apart one by one, each by all its literals.</summary>
    private static List<Clause> Multiply(Clause common, List<List<Clause>> choices)
    {
        var products = new List<Clause> { common };
        foreach (var choice in choices)
            products = [.. products.SelectMany(p => choice.Select(c => new Clause(c.Literals.Concat(p.Literals))))];
        products.ForEach(RangeHints.Add);
        return products;
    }

    private static bool CanSpread(List<Clause> choice, Clause common) =>
        (long)choice.Count * common.Literals.Count <= MostCopied && choice.TrueForAll(c => c.Literals.Exists(l => l.CanFind));

    /// <summary>Good enough to find a rule by: not only that something exists, nor a range that is open at one end.</summary>
    private bool IsGood(Literal literal) =>
        literal.CanFind && scales.All[literal.Dimension] is not PresenceScale && (literal.Form is 0 || literal.Form.HasFlag(IntervalForm.HasLow | IntervalForm.HasHigh));
}
