using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Detection;

/// <summary>Which numbers meet a threshold.</summary>
/// <param name="Operator"><c>eq ne gt gte lt lte</c>, or <c>between</c> with both ends included.</param>
/// <param name="High">Of <c>between</c> alone.</param>
public sealed record NumberTest(OperatorKind Operator, JsonNumber Limit, JsonNumber? High = null)
{
    internal bool Holds(in Quantity value) => Holds(value, Quantity.Of(1));

    /// <summary>Whether <paramref name="value"/> divided by <paramref name="divisor"/> meets it, without dividing.</summary>
    /// <param name="divisor">More than zero.</param>
    internal bool Holds(in Quantity value, in Quantity divisor)
    {
        var low = value.CompareTo(Quantity.Of(Limit) * divisor);
        return Operator switch
        {
            OperatorKind.Eq => low == 0,
            OperatorKind.Ne => low != 0,
            OperatorKind.Gt => low > 0,
            OperatorKind.Gte => low >= 0,
            OperatorKind.Lt => low < 0,
            OperatorKind.Lte => low <= 0,
            OperatorKind.Between => low >= 0 && value.CompareTo(Quantity.Of(High!.Value) * divisor) <= 0,
            _ => throw new InvalidOperationException($"'{Operator}' compares no numbers."),
        };
    }
}
