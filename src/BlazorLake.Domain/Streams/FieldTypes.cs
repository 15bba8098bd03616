namespace BlazorLake.Domain.Streams;

/// <summary>JSON types seen in a field; of an array also those of its elements.</summary>
[Flags]
public enum FieldTypes
{
    None = 0,
    String = 1,
    Number = 2,
    Boolean = 4,
    Null = 8,
    Object = 16,
    Array = 32,
}

/// <summary>The names of <see cref="FieldTypes"/> as the API and the stored profile write them.</summary>
public static class FieldTypesExtensions
{
    private static readonly FieldTypes[] All = [FieldTypes.String, FieldTypes.Number, FieldTypes.Boolean, FieldTypes.Null, FieldTypes.Object, FieldTypes.Array];

    /// <summary>In lower case, as JSON names them: <c>string</c>, <c>number</c> …</summary>
    public static IReadOnlyList<string> Names(this FieldTypes types) => [.. All.Where(t => types.HasFlag(t)).Select(t => t.ToString().ToLowerInvariant())];

    /// <summary>The inverse of <see cref="Names"/>; unknown names are left out.</summary>
    public static FieldTypes Parse(IEnumerable<string> names) =>
        names.Aggregate(FieldTypes.None, (types, name) => types | All.FirstOrDefault(t => t.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)));
}
