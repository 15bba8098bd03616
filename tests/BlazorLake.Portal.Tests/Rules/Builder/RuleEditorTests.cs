using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Wording;
using BlazorLake.Portal.Features.Rules.Builder;
using BlazorLake.Portal.Features.Streams;

namespace BlazorLake.Portal.Tests.Rules.Builder;

public class RuleEditorTests
{
    private static readonly FieldCatalog Fields = new(
    [
        new FieldInfo("total", FieldTypes.Number, 0, ["12"], [], "1", "500"),
        new FieldInfo("country", FieldTypes.String, 0, ["FR"], [], null, null),
        new FieldInfo("paid", FieldTypes.Boolean, 0, ["true"], [], null, null),
        new FieldInfo("at", FieldTypes.Time, 0, [], [], null, null),
    ]);

    [Fact]
    public void SetField_NumberField_OffersNumbersAndItsOperators()
    {
        var editor = NewEditor();
        editor.AddCondition(editor.Draft.Match);
        var condition = editor.Draft.Match.Conditions().Single();
        condition.Operator = Operators.Of(OperatorKind.StartsWith);

        editor.SetField(condition, "total");

        Assert.Equal(ScalarType.Number, condition.Type);
        Assert.Contains(condition.Operator, Operators.For(FieldTypes.Number));
    }

    [Fact]
    public void SetOperator_ToBetween_KeepsTheValueAndAsksForASecond()
    {
        var editor = NewEditor();
        editor.AddCondition(editor.Draft.Match, "total");
        var condition = editor.Draft.Match.Conditions().Single();
        condition.SetValue(0, new DraftScalar(ScalarType.Number, "100"));

        editor.SetOperator(condition, Operators.Of(OperatorKind.Between));

        Assert.Equal(["100", null], condition.Values.Select(v => v.Text));
    }

    [Fact]
    public void Finished_ConditionWithoutValue_LeavesItOutOfTheSentence()
    {
        var editor = NewEditor();
        Add(editor, "country", OperatorKind.Eq, new DraftScalar(ScalarType.Text, "FR"));
        editor.AddCondition(editor.Draft.Match, "total");

        Assert.Equal(1, editor.UnfinishedCount);
        Assert.Null(editor.Valid);
        var sentence = RuleSentence.Of(editor.Finished!).Text;
        Assert.Contains("country is FR", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("total", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemsAt_NothingEntered_SpeaksUpOnlyOnceSavingWasTried()
    {
        var editor = NewEditor();
        editor.AddCondition(editor.Draft.Match, "total");
        var pointer = editor.Draft.Match.Conditions().Single().Pointer;
        Assert.Empty(editor.ProblemsAt(pointer));

        editor.ShowsUnfinished = true;

        Assert.Equal(["Enter a number."], editor.ProblemsAt(pointer));
    }

    [Fact]
    public void ProblemsAt_NotANumber_SpeaksUpAtOnce()
    {
        var editor = NewEditor();
        Add(editor, "total", OperatorKind.Gt, new DraftScalar(ScalarType.Number, "12x"));

        Assert.Equal(["“12x” is not a number. Write it like 12 or 12.5."], editor.ProblemsAt("/match/all/0"));
    }

    [Fact]
    public void ProblemsAt_WhatOnlyTheReaderKnows_IsAtItsPlace()
    {
        var editor = NewEditor();
        Add(editor, "country", OperatorKind.Regex, new DraftScalar(ScalarType.Text, "("));

        Assert.NotEmpty(editor.ProblemsAt("/match/all/0/value"));
        Assert.Empty(editor.ProblemsAt("/match/all/1"));
    }

    [Fact]
    public void IsDirty_ChangeAndBack_IsFalseAgain()
    {
        var editor = NewEditor();
        Assert.False(editor.IsDirty);

        editor.Draft.Name = "Other";
        Assert.True(editor.IsDirty);
        editor.Draft.Name = "Rule";

        Assert.False(editor.IsDirty);
    }

    public static TheoryData<OperatorKind, FieldTypes, ScalarType[]> Types => new()
    {
        { OperatorKind.Eq, FieldTypes.Number, [ScalarType.Number] },
        { OperatorKind.Eq, FieldTypes.Number | FieldTypes.Null, [ScalarType.Number, ScalarType.Null] },
        { OperatorKind.Eq, FieldTypes.None, [ScalarType.Text, ScalarType.Number, ScalarType.Time, ScalarType.Boolean, ScalarType.Null] },
        { OperatorKind.Gt, FieldTypes.None, [ScalarType.Number, ScalarType.Time] },
        { OperatorKind.Gt, FieldTypes.Time, [ScalarType.Time] },
        { OperatorKind.Contains, FieldTypes.String, [ScalarType.Text] },
        { OperatorKind.In, FieldTypes.Boolean | FieldTypes.String, [ScalarType.Text, ScalarType.Boolean] },
    };

    [Theory, MemberData(nameof(Types))]
    public void ValueTypes_OperatorAndField_AreWhatBothAllow(OperatorKind op, FieldTypes field, ScalarType[] expected) =>
        Assert.Equal(expected, ValueTypes.For(Operators.Of(op), field));

    private static void Add(RuleEditor editor, string field, OperatorKind op, DraftScalar value)
    {
        editor.AddCondition(editor.Draft.Match, field);
        var condition = editor.Draft.Match.Conditions().Last();
        editor.SetOperator(condition, Operators.Of(op));
        condition.SetValue(0, value);
        editor.Changed();
    }

    private static RuleEditor NewEditor() => new(new RuleDraft { Name = "Rule", Stream = "shop.cart" }) { Fields = Fields };
}
