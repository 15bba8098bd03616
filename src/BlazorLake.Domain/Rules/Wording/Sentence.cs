namespace BlazorLake.Domain.Rules.Wording;

/// <summary>What a piece of a sentence is, so that a page can set it apart.</summary>
public enum SegmentKind
{
    Plain,
    Stream,
    Field,
    Operator,
    Value,
    Parameter,
    Group,
    Key,
    Severity,
    Duration,
}

/// <summary>A piece of a sentence; the pieces' texts together are the sentence.</summary>
public sealed record SentenceSegment(string Text, SegmentKind Kind);

/// <summary>A rule in plain English.</summary>
public sealed record Sentence(IReadOnlyList<SentenceSegment> Segments)
{
    /// <summary>The whole, as plain text.</summary>
    public string Text => string.Concat(Segments.Select(s => s.Text));

    public override string ToString() => Text;
}
