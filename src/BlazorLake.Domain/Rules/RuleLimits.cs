namespace BlazorLake.Domain.Rules;

/// <summary>How large a rule may be. Each is checked at every save and has a test.</summary>
public static class RuleLimits
{
    /// <summary>The document, as UTF-8.</summary>
    public const int DocumentBytes = 1024 * 1024;

    /// <summary>JSON nesting of the document: about 490 groups within groups.</summary>
    public const int DocumentDepth = 1_000;

    public const int NameLength = 200;
    public const int DescriptionLength = 4_000;
    public const int Tags = 20;
    public const int TagLength = 50;
    public const int Streams = 10;
    public const int KeyFields = 10;
    public const int Parameters = 20;

    /// <summary>Values of one <c>in</c> or <c>notIn</c>.</summary>
    public const int InValues = 10_000;

    /// <summary>Characters of a <c>like</c> pattern or a regular expression.</summary>
    public const int PatternLength = 1_000;

    public const int Examples = 100;
    public const int EventsPerExample = 100;
    public const int TitleLength = 500;
    public const int BodyLength = 4_000;
    public const int LinkLength = 2_000;

    /// <summary>Longest <c>cooldown</c> and <c>resolveAfter</c>.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(366);
}
