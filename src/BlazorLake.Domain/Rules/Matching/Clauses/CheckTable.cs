using BlazorLake.Domain.Rules.Matching.Checks;
using BlazorLake.Domain.Rules.Matching.Index;
using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>The checks of all rules, numbered; the same pattern on the same field is one check, answered once for an event.</summary>
internal sealed class CheckTable(SlotTable slots, PathTable paths)
{
    private readonly List<Check?> _checks = [];
    private readonly List<(int Number, List<Clause> Alternatives)> _unsealed = [];
    private readonly Dictionary<(OperatorKind Kind, int Slot, string Operand, bool Folds), int> _patterns = [];
    private readonly List<(int Dimension, int[] Ids, int Check)> _sets = [];

    public int Count => _checks.Count;

    public Check this[int number] => _checks[number]!;

    public Literal Plain(Condition.Comparison comparison, ParameterValues parameters) =>
        Add(new PlainCheck(new NodeBuilder(paths, parameters).Build(comparison)));

    public Literal Missing(int slot)
    {
        slots.TrackMissing(slot);
        return Add(new MissingCheck(slot));
    }

    public Literal Differs(int slot, int kinds, PointScale points, int[] ids, bool folds) => Add(new DiffersCheck(slot, kinds, points, ids, folds));

    public Literal Like(int slot, string operand, LikePattern pattern, bool folds) =>
        Add(OperatorKind.Like, slot, operand, folds, () => pattern.Literals is { } literals ? new LikeBytesCheck(slot, [.. literals.Select(l => Utf8Text.Of(l, folds: false))], folds) : new LikeCheck(slot, pattern, folds));

    public Literal Regex(int slot, string operand, bool ignoreCase) =>
        Add(OperatorKind.Regex, slot, operand, ignoreCase, () => new RegexCheck(slot, operand, ignoreCase));

    public Literal Contains(int slot, byte[] text, bool folds) =>
        Add(OperatorKind.Contains, slot, Convert.ToBase64String(text), folds, () => new ContainsCheck(slot, text, folds));

    /// <summary>Alternatives that are asked as one; they become a check when scales are sealed.</summary>
    public Literal Any(List<Clause> alternatives)
    {
        _unsealed.Add((_checks.Count, alternatives));
        _checks.Add(null);
        return Literal.Check(_checks.Count - 1);
    }

    /// <summary>A number for a set of points.</summary>
    public int Set(int dimension, int[] ids)
    {
        _sets.Add((dimension, ids, _checks.Count));
        _checks.Add(new OneOfCheck(dimension, ids));
        return _sets.Count - 1;
    }

    /// <summary>Ascending.</summary>
    public int[] PointsOf(int set) => _sets[set].Ids;

    public int CheckOfSet(int set) => _sets[set].Check;

    /// <param name="testsOf">The tests of a clause, on sealed scales.</param>
    public void Seal(Func<Clause, Test[]> testsOf)
    {
        // Inner ones were added before those around them.
        foreach (var (number, alternatives) in _unsealed)
            _checks[number] = new AnyCheck([.. alternatives.Select(testsOf)]);
        _unsealed.Clear();
    }

    private Literal Add(Check check)
    {
        _checks.Add(check);
        return Literal.Check(_checks.Count - 1);
    }

    private Literal Add(OperatorKind kind, int slot, string operand, bool folds, Func<Check> make)
    {
        if (!_patterns.TryGetValue((kind, slot, operand, folds), out var number))
        {
            _patterns.Add((kind, slot, operand, folds), number = _checks.Count);
            _checks.Add(make());
        }

        return Literal.Check(number);
    }
}
