using System.Globalization;

namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Says a condition. Groups within groups are put in brackets, so that it can be read in one way only.</summary>
internal static class ConditionSentence
{
    /// <summary>Values of a list that are said; of more the sentence says how many there are.</summary>
    private const int MostValues = 8;

    public static void Add(SentenceBuilder sentence, Condition condition, IReadOnlyList<RuleParameter> parameters, bool isOutermost)
    {
        switch (condition)
        {
            case Condition.Comparison comparison:
                Add(sentence, comparison, parameters);
                break;
            case Condition.Group { Parts.Count: 0 } group:
                sentence.Add(group is Condition.Any ? "nothing holds" : "anything holds", SegmentKind.Group);
                break;
            case Condition.Group { Parts.Count: 1 } group when group is not Condition.None:
                Add(sentence, group.Parts[0], parameters, isOutermost);
                break;
            case Condition.Any any when OthersThan(any) is { } excluded:
                AddAnythingBut(sentence, excluded, parameters);
                break;
            case Condition.Group group:
                AddGroup(sentence, group, parameters, isOutermost);
                break;
        }
    }

    private static void AddGroup(SentenceBuilder sentence, Condition.Group group, IReadOnlyList<RuleParameter> parameters, bool isOutermost)
    {
        // "none" always has brackets of its own, because "not" would otherwise seem to end at the first part.
        var isNone = group is Condition.None;
        if (isNone)
            sentence.Add(group.Parts.Count == 1 ? "not " : "none of ", SegmentKind.Group);
        if (isNone || !isOutermost)
            sentence.Add("(");
        // A comma before the word where parts are groups or lists, so that they stay apart when read aloud.
        var separator = group.Parts.Any(p => p is Condition.Group || IsList(p)) ? ", " : " ";
        for (var i = 0; i < group.Parts.Count; i++)
        {
            if (i > 0)
                sentence.Add(separator).Add(group is Condition.All ? "and" : "or", SegmentKind.Group).Add(" ");
            Add(sentence, group.Parts[i], parameters, isOutermost: false);
        }

        if (isNone || !isOutermost)
            sentence.Add(")");
    }

    /// <summary>The list when the group says: none of these nor null, or null. Said so, it would sound like a contradiction.</summary>
    private static Condition.Comparison? OthersThan(Condition.Any any) =>
        any.Parts is [Condition.Comparison { Operator.Kind: OperatorKind.NotIn, Operand: Operand.List { Values: [.., Term.Literal { Value.Kind: ScalarKind.Null }] list } } others,
            Condition.Comparison { Operator.Kind: OperatorKind.Eq, Operand: Operand.One { Value: Term.Literal { Value.Kind: ScalarKind.Null } } } isNull]
        && others.Field.Equals(isNull.Field) && list.Count > 1 && list.Count(v => v is Term.Literal { Value.Kind: ScalarKind.Null }) == 1 ? others : null;

    private static void AddAnythingBut(SentenceBuilder sentence, Condition.Comparison others, IReadOnlyList<RuleParameter> parameters)
    {
        var values = ((Operand.List)others.Operand).Values;
        sentence.Add(RuleSentence.NameOf(others.Field), SegmentKind.Field).Add(" ").Add("is anything but", SegmentKind.Operator).Add(" ");
        AddSome(sentence, [.. values.Take(values.Count - 1)], "or", parameters);
        if (others.IgnoreCase)
            sentence.Add(" in any letter case");
    }

    private static bool IsList(Condition condition) => condition is Condition.Comparison { Operand: Operand.List { Values.Count: > 1 } };

    private static void Add(SentenceBuilder sentence, Condition.Comparison comparison, IReadOnlyList<RuleParameter> parameters)
    {
        var op = comparison.Operator;
        sentence.Add(RuleSentence.NameOf(comparison.Field), SegmentKind.Field).Add(" ");
        switch (comparison.Operand)
        {
            case Operand.Nothing:
                sentence.Add(op.Words, SegmentKind.Operator);
                break;
            case Operand.OtherField other:
                sentence.Add(op.Words, SegmentKind.Operator).Add(" ").Add(RuleSentence.NameOf(other.Path), SegmentKind.Field);
                break;
            case Operand.One one:
                sentence.Add(op.Words, SegmentKind.Operator).Add(" ");
                Add(sentence, one.Value, parameters);
                break;
            case Operand.Range range:
                sentence.Add(op.Words, SegmentKind.Operator).Add(" ");
                Add(sentence, range.Low, parameters);
                sentence.Add(" and ");
                Add(sentence, range.High, parameters);
                break;
            case Operand.ListParameter list:
                sentence.Add(op.Words, SegmentKind.Operator).Add(" ");
                Add(sentence, new Term.Parameter(list.Name), parameters);
                break;
            case Operand.List list:
                AddList(sentence, op, list.Values, parameters);
                break;
        }

        if (comparison.IgnoreCase)
            sentence.Add(" in any letter case");
    }

    private static void AddList(SentenceBuilder sentence, Operator op, IReadOnlyList<Term> values, IReadOnlyList<RuleParameter> parameters)
    {
        if (values.Count == 1)
        {
            sentence.Add(Operators.Of(op.Kind == OperatorKind.In ? OperatorKind.Eq : OperatorKind.Ne).Words, SegmentKind.Operator).Add(" ");
            Add(sentence, values[0], parameters);
            return;
        }

        // "country is FR or DE", "country is neither FR nor DE".
        var isIn = op.Kind == OperatorKind.In;
        var isShort = values.Count is > 0 and <= MostValues;
        sentence.Add(isShort ? isIn ? "is" : "is neither" : op.Words, SegmentKind.Operator).Add(" ");
        AddSome(sentence, values, isIn ? "or" : "nor", parameters);
    }

    /// <summary>The values, or how many there are and the first three.</summary>
    private static void AddSome(SentenceBuilder sentence, IReadOnlyList<Term> values, string last, IReadOnlyList<RuleParameter> parameters)
    {
        if (values.Count is > 0 and <= MostValues)
        {
            sentence.AddList(values, last, v => Add(sentence, v, parameters));
            return;
        }

        sentence.Add(values.Count == 0 ? "no values" : string.Create(CultureInfo.InvariantCulture, $"{values.Count:N0} values"), SegmentKind.Value);
        if (values.Count > 0)
            sentence.Add(" (").AddList([.. values.Take(3)], null, v => Add(sentence, v, parameters)).Add(", …)");
    }

    private static void Add(SentenceBuilder sentence, Term term, IReadOnlyList<RuleParameter> parameters)
    {
        if (term is Term.Literal literal)
        {
            sentence.Add(Shown.Value(literal.Value), SegmentKind.Value);
            return;
        }

        var name = ((Term.Parameter)term).Name;
        sentence.Add(name, SegmentKind.Parameter);
        if (parameters.FirstOrDefault(p => p.Name == name)?.Default is { } value)
            sentence.Add(" (").Add(value.IsList ? string.Create(CultureInfo.InvariantCulture, $"{value.Values.Count:N0} values") : Shown.Value(value.Values[0]), SegmentKind.Value)
                .Add(" unless set)");
    }
}
