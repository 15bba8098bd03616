using System.Diagnostics.CodeAnalysis;

namespace BlazorLake.Domain.Rules;

/// <summary>Where a value is in an event: a dotted path into its data, or one of its attributes.</summary>
/// <remarks>
/// <c>customer.tier</c> is two segments; a segment that contains a dot or a quotation mark is quoted, <c>"a.b".c</c>, where <c>\"</c> and <c>\\</c>
/// stand for the characters. <c>$id $source $type $subject $time</c> are attributes; a member whose name starts with <c>$</c> is quoted when it comes first.
/// Immutable. Source: CONTRACT.md section 4, "Fields".
/// </remarks>
public sealed class FieldPath : IEquatable<FieldPath>
{
    /// <summary>Longest path as text, in characters.</summary>
    public const int MaxLength = 1_000;

    private FieldPath(EventAttribute? attribute, IReadOnlyList<string> segments)
    {
        Attribute = attribute;
        Segments = segments;
        Text = attribute is { } a ? EventAttributes.NameOf(a) : FieldPathText.Format(segments);
    }

    /// <summary>Set when this is an attribute; then there are no segments.</summary>
    public EventAttribute? Attribute { get; }

    /// <summary>Member names from the outside in, unquoted; empty for an attribute.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The one canonical spelling: quoted only where needed.</summary>
    public string Text { get; }

    public static FieldPath Of(EventAttribute attribute) => new(attribute, []);

    /// <param name="segments">1 or more member names, as they are in the data.</param>
    public static FieldPath Of(params IReadOnlyList<string> segments)
    {
        ArgumentOutOfRangeException.ThrowIfZero(segments.Count);
        return new FieldPath(null, [.. segments]);
    }

    /// <summary>Reads <paramref name="text"/>; when it is no path, <paramref name="problem"/> says why, as a sentence for a person.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FieldPath? path, [NotNullWhen(false)] out string? problem)
    {
        path = null;
        problem = FieldPathText.Read(text ?? "", out var segments, out var startsQuoted);
        if (problem is not null)
            return false;
        if (startsQuoted || !segments[0].StartsWith('$'))
        {
            path = new FieldPath(null, segments);
            return true;
        }

        if (segments.Count == 1 && EventAttributes.TryFind(segments[0], out var attribute))
        {
            path = Of(attribute);
            return true;
        }

        problem = $"'{FieldPathText.Shorten(text!)}' is no attribute. Attributes are {EventAttributes.Allowed}; a field whose name starts with $ is quoted: \"{segments[0]}\".";
        return false;
    }

    /// <exception cref="FormatException">The text is not a path.</exception>
    public static FieldPath Parse(string text) => TryParse(text, out var path, out var problem) ? path : throw new FormatException(problem);

    public bool Equals(FieldPath? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
