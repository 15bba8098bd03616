using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>What it means for two values to be the same, or one to be more: by JSON type, never coerced.</summary>
internal static class Comparing
{
    /// <summary>Null when the two are of types that don't compare. JSON null compares with everything but objects, and is the same as null alone.</summary>
    public static bool? IsSame(FieldValue left, FieldValue right, bool ignoreCase)
    {
        if (left.Kind == JsonValueKind.Object || right.Kind == JsonValueKind.Object)
            return null;
        if (left.Kind == JsonValueKind.Null || right.Kind == JsonValueKind.Null)
            return left.Kind == right.Kind;
        if (left.IsBoolean && right.IsBoolean)
            return left.Kind == right.Kind;
        if (left.Kind != right.Kind)
            return null;
        if (left.Kind == JsonValueKind.Number)
            return JsonNumber.Compare(left.Number, right.Number) == 0;
        if (left.Kind != JsonValueKind.String)
            return null;
        if (left.IsTimeAttribute || right.IsTimeAttribute)
            return left.TryGetInstant(out var at) && right.TryGetInstant(out var other) ? at == other : null;
        // Ordinal equality of UTF-16 is ordinal equality of code points.
        return ignoreCase ? left.Folded == right.Folded : left.Text == right.Text;
    }

    /// <summary>Less than 0, 0, more than 0; null unless both are numbers or both are instants.</summary>
    public static int? Order(FieldValue left, FieldValue right)
    {
        if (left.Kind == JsonValueKind.Number && right.Kind == JsonValueKind.Number)
            return JsonNumber.Compare(left.Number, right.Number);
        return left.TryGetInstant(out var at) && right.TryGetInstant(out var other) ? at.CompareTo(other) : null;
    }
}
