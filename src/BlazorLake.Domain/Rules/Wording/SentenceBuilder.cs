namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Puts segments together; neighbours of one kind become one.</summary>
internal sealed class SentenceBuilder
{
    private readonly List<SentenceSegment> _segments = [];

    public SentenceBuilder Add(string text, SegmentKind kind = SegmentKind.Plain)
    {
        if (text.Length == 0)
            return this;
        if (_segments.Count > 0 && _segments[^1].Kind == kind)
            _segments[^1] = new SentenceSegment(_segments[^1].Text + text, kind);
        else
            _segments.Add(new SentenceSegment(text, kind));
        return this;
    }

    /// <summary>"a", "a or b", "a, b or c"; with no last word "a, b, c".</summary>
    public SentenceBuilder AddList<T>(IReadOnlyList<T> items, string? last, Action<T> add)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                Add(last is not null && i == items.Count - 1 ? $" {last} " : ", ");
            add(items[i]);
        }

        return this;
    }

    public Sentence Build() => new(_segments);
}
