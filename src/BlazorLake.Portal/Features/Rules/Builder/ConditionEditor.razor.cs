using BlazorLake.Domain.Rules;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>One line: field, comparison, value. The comparisons offered are those of the engine's own table for the field's types.</summary>
public sealed partial class ConditionEditor
{
    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    [Parameter, EditorRequired] public DraftCondition Condition { get; set; } = null!;

    private string FieldId => $"field-{Condition.Number}";

    private string ProblemsId => $"problems-{Condition.Number}";

    private IReadOnlyList<string> Problems => Editor.ProblemsAt(Condition.Pointer);

    private IReadOnlyList<string> FieldProblems => Editor.ProblemsAt(Condition.Pointer + "/field");

    private IReadOnlyList<string> ValueProblems => Editor.ProblemsAt(Condition.Pointer + "/value", Condition.Pointer + "/otherField");

    /// <summary>The one in use stays even when the field's types speak against it: it was saved so.</summary>
    private IEnumerable<Operator> Choices
    {
        get
        {
            var fitting = Operators.For(Editor.Fields.TypesOf(Condition.Field));
            return fitting.Contains(Condition.Operator) ? fitting : [.. fitting, Condition.Operator];
        }
    }

    private void SetField(string field)
    {
        Editor.SetField(Condition, field);
        Editor.Changed();
    }

    private void SetOperator(string? name)
    {
        Editor.SetOperator(Condition, Operators.Find(name) ?? Condition.Operator);
        Editor.Changed();
    }

    private void ToggleCase()
    {
        Condition.IgnoreCase = !Condition.IgnoreCase;
        Editor.Changed();
    }

    private void ToggleOtherField() => SetSource(OperandSource.OtherField);

    private void ToggleParameter()
    {
        if (Condition.Parameter.Length == 0)
            Condition.Parameter = Editor.Draft.Parameters[0];
        SetSource(OperandSource.Parameter);
    }

    private void SetSource(OperandSource source)
    {
        Condition.Source = Condition.Source == source ? OperandSource.Value : source;
        Editor.Changed();
    }
}
