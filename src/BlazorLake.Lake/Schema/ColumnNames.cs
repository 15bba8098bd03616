using System.Globalization;
using System.Text;

namespace BlazorLake.Lake.Schema;

/// <summary>Names typed columns after the fields they come from: <c>customer.tier</c> → <c>customer_tier</c>.</summary>
/// <remarks>
/// Unique ignoring case, never starting or ending with <c>_</c>, letters and digits and <c>_</c> only (Delta forbids <c> ,;{}()\n\t=</c>), at most 100 characters. A field named like a
/// column every table has gets <c>data_</c> in front; what is still taken gets <c>_2</c>, <c>_3</c> … Which name a field got is kept in the schema, so it never changes.
/// </remarks>
internal sealed class ColumnNames
{
    private const int MaxLength = 100;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public ColumnNames(IEnumerable<string> taken)
    {
        foreach (var field in EventColumns.Leading)
            _taken.Add(field.Name);
        _taken.Add(EventColumns.Partition);
        _taken.UnionWith(taken);
    }

    /// <summary>Takes a free name.</summary>
    /// <param name="segments">The field's path, unquoted.</param>
    /// <param name="suffix">The column's type, when the field already has a column of another type.</param>
    public string Take(IReadOnlyList<string> segments, ColumnType? suffix)
    {
        var name = Clean(string.Join('_', segments));
        if (suffix is { } type)
            name = $"{name}_{type.ToDelta()}";
        if (EventColumns.Leading.Any(field => Same(field.Name, name)) || Same(EventColumns.Partition, name))
            name = "data_" + name;
        var free = name;
        for (var number = 2; !_taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        return free;
    }

    private static string Clean(string text)
    {
        var name = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (name.Length >= MaxLength)
                break;
            if (Rune.IsLetterOrDigit(rune))
                name.Append(rune);
            else if (name.Length > 0)
                name.Append('_');
        }

        var trimmed = name.ToString().TrimEnd('_');
        return trimmed.Length == 0 ? "field" : trimmed;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
