using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

public enum OperandSource
{
    Value,
    OtherField,
    Parameter,
}

/// <summary>How many values an operator is compared with.</summary>
public enum OperandShape
{
    None,
    One,
    Range,
    Many,
}

/// <summary>One comparison that is being written: field, operator and what to compare with.</summary>
public sealed class DraftCondition : DraftNode
{
    public string Field { get; set; } = "";

    public Operator Operator { get; set; } = Operators.Of(OperatorKind.Eq);

    public OperandSource Source { get; set; }

    /// <summary>One for a plain value, two for a range, any number for a list (at most 10,000).</summary>
    public List<DraftScalar> Values { get; } = [];

    public string OtherField { get; set; } = "";

    public string Parameter { get; set; } = "";

    public bool IgnoreCase { get; set; }

    public OperandShape Shape => Operator.Operand switch
    {
        OperandKind.None => OperandShape.None,
        OperandKind.List => OperandShape.Many,
        OperandKind.Range => OperandShape.Range,
        _ => OperandShape.One,
    };

    /// <summary>The type its inputs have now.</summary>
    public ScalarType Type => Values.Count > 0 ? Values[0].Type : ScalarType.Text;

    public DraftScalar Value(int index) => index < Values.Count ? Values[index] : DraftScalar.Empty(Type);

    public void SetValue(int index, DraftScalar value)
    {
        while (Values.Count <= index)
            Values.Add(DraftScalar.Empty(value.Type));
        Values[index] = value;
    }
}
