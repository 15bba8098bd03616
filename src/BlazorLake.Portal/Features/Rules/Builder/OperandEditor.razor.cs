using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>What a condition compares with, by the operator's operand and the field's types.</summary>
public sealed partial class OperandEditor
{
    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    [Parameter, EditorRequired] public DraftCondition Condition { get; set; } = null!;

    [Parameter] public bool IsInvalid { get; set; }

    [Parameter] public string? DescribedBy { get; set; }

    private IReadOnlyList<ScalarType> Types
    {
        get
        {
            var types = ValueTypes.For(Condition.Operator, Editor.Fields.TypesOf(Condition.Field));
            return types.Contains(Condition.Type) ? types : [.. types, Condition.Type];
        }
    }

    private IReadOnlyList<ComboOption> Suggestions => Editor.Fields.ValuesOf(Condition.Field);

    private string Placeholder => Condition.Operator.Operand switch
    {
        OperandKind.Pattern => "AB-*-?",
        OperandKind.Regex => "^AB-[0-9]+$",
        OperandKind.Network => "10.0.0.0/8",
        _ => "Value",
    };

    internal static string Words(ScalarType type) => type switch
    {
        ScalarType.Text => "text",
        ScalarType.Number => "number",
        ScalarType.Boolean => "yes/no",
        ScalarType.Time => "time",
        ScalarType.Parameter => "parameter",
        _ => "null",
    };

    private void Set(int index, DraftScalar value)
    {
        Condition.SetValue(index, value);
        Editor.Changed();
    }

    private void SetType(ScalarType type)
    {
        for (var i = 0; i < Condition.Values.Count; i++)
            Condition.Values[i] = Condition.Values[i].As(type);
        if (Condition.Values.Count == 0 || Condition.Shape == OperandShape.Many)
            Condition.Values.RemoveAll(v => v.Problem() is not null);
        if (Condition.Values.Count == 0 && Condition.Shape != OperandShape.Many)
            Condition.Values.Add(DraftScalar.Empty(type));
        Editor.Changed();
    }

    private void SetOtherField(string path)
    {
        Condition.OtherField = path;
        Editor.Changed();
    }

    private void SetParameter(string? name)
    {
        Condition.Parameter = name ?? "";
        Editor.Changed();
    }
}
