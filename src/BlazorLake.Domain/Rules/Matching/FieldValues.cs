using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>All values that one path has in one event: through arrays there can be several. Reused from event to event.</summary>
internal sealed class FieldValues
{
    private const int Kept = 64;

    private readonly List<FieldValue> _values = [];

    /// <summary>Scalars and objects, arrays taken apart, in the order of the document.</summary>
    public ReadOnlySpan<FieldValue> Values => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values)[..Count];

    public int Count { get; private set; }

    /// <summary>The path leads to something: also null, an object or an empty array.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>The path leads nowhere, be it only for some element of an array on its way.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>There was an array on the way or at the end.</summary>
    public bool IsThroughArray { get; private set; }

    /// <summary>One value that is no array: what a key can take.</summary>
    public FieldValue? Single => Count == 1 && !IsThroughArray ? _values[0] : null;

    public void Clear()
    {
        if (_values.Count > Kept)
            _values.RemoveRange(Kept, _values.Count - Kept);
        Count = 0;
        IsPresent = IsMissing = IsThroughArray = false;
    }

    public static FieldValues Of(FieldValue value)
    {
        var values = new FieldValues { Count = 1, IsPresent = true };
        values._values.Add(value);
        return values;
    }

    public void Resolve(JsonElement data, IReadOnlyList<string> segments)
    {
        Walk(data, segments, 0);
        IsMissing |= !IsPresent;
    }

    /// <summary>A value that is no JSON; null is missing.</summary>
    public void Resolve(string? text)
    {
        IsPresent = text is not null;
        IsMissing = !IsPresent;
        if (text is not null)
            Next().Set(text);
    }

    public void Resolve(DateTimeOffset time)
    {
        IsPresent = true;
        Next().Set(time);
    }

    private void Walk(JsonElement element, IReadOnlyList<string> segments, int at)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            IsThroughArray = true;
            IsPresent |= at == segments.Count;
            foreach (var part in element.EnumerateArray())
                Walk(part, segments, at);
        }
        else if (at == segments.Count)
        {
            IsPresent = true;
            Next().Set(element);
        }
        else if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(segments[at], out var member))
        {
            Walk(member, segments, at + 1);
        }
        else
        {
            IsMissing = true;
        }
    }

    private FieldValue Next()
    {
        if (Count == _values.Count)
            _values.Add(new FieldValue());
        return _values[Count++];
    }
}
