namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>What an EventBridge pattern becomes.</summary>
/// <param name="Match">Null when there are errors.</param>
/// <param name="Notes">What to look at after the import; at most 100, in the order of the pattern.</param>
/// <param name="Errors">Why it can't be imported, keyed by JSON pointer into the pattern; at most 100.</param>
public sealed record EventBridgeReading(Condition? Match, IReadOnlyList<ImportNote> Notes, IReadOnlyList<RuleError> Errors);

/// <summary>How far a part of a pattern came.</summary>
public enum ImportNoteKind
{
    /// <summary>It is in the rule, and in some case means something else than in EventBridge.</summary>
    Differs,

    /// <summary>It is not in the rule.</summary>
    LeftOut,
}

/// <summary>Something of a pattern that is not, or not exactly, in the rule, worded for the person who imports it.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the pattern; empty for the whole.</param>
public sealed record ImportNote(string Pointer, ImportNoteKind Kind, string Message);
