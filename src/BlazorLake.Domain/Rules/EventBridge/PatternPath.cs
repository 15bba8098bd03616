namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>A field that a pattern names, with who asked for it: finds conditions that EventBridge would see together.</summary>
internal sealed class PatternPath
{
    private readonly Dictionary<string, PatternPath> _members = new(StringComparer.Ordinal);
    private readonly PatternPath? _parent;
    private readonly string _pointer;

    // Of conditions on this field or below it, as long as no two of them have to hold together; so it stays short unless there is a $or as long.
    private readonly List<int[]> _apart = [];
    private bool _isTogether;

    private PatternPath(PatternPath? parent, string pointer, FieldPath? field)
    {
        _parent = parent;
        _pointer = pointer;
        Field = field;
    }

    /// <summary>Null only for the data as a whole.</summary>
    public FieldPath? Field { get; }

    public static PatternPath Of(EventAttribute attribute) => new(null, "", FieldPath.Of(attribute));

    public static PatternPath OfData() => new(null, "", null);

    public PatternPath Member(string name, string pointer)
    {
        if (_members.TryGetValue(name, out var member))
            return member;
        return _members[name] = new PatternPath(this, pointer, FieldPath.Of([.. Field?.Segments ?? [], name]));
    }

    /// <param name="trail">The <c>$or</c>s that the condition is in, from the outside in, each as its number and that of the alternative.</param>
    public void AddCondition(int[] trail, string pointer, Findings findings)
    {
        if (Joins(trail))
            findings.Differs(pointer, $"'{FieldPathText.Shorten(Field!.Text)}' is asked for again beside or around this '$or': here both must hold, while EventBridge refuses such a pattern, or looks at one of the two only.");
        for (var above = _parent; above?.Field is { } field; above = above._parent)
        {
            if (above.Joins(trail))
                findings.Differs(above._pointer, $"If '{FieldPathText.Shorten(field.Text)}' is a list of objects, EventBridge wants one and the same object to meet all conditions below it; here each may be met by another one.");
        }
    }

    /// <summary>Whether this is the first condition that has to hold together with another one.</summary>
    private bool Joins(int[] trail)
    {
        if (_isTogether)
            return false;
        _isTogether = _apart.Exists(other => !AreAlternatives(other, trail));
        if (_isTogether)
            _apart.Clear();
        else
            _apart.Add(trail);
        return _isTogether;
    }

    private static bool AreAlternatives(int[] left, int[] right)
    {
        for (var i = 0; i < left.Length && i < right.Length && left[i] == right[i]; i += 2)
        {
            if (left[i + 1] != right[i + 1])
                return true;
        }

        return false;
    }
}
