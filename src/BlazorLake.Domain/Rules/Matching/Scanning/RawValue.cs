namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>The JSON type of a value; arrays are taken apart before.</summary>
internal enum RawKind : byte
{
    Null,
    False,
    True,
    Number,
    Text,
    Object,
}

/// <summary>A value of an event as it was found: its bytes are in the event, or aside when it had to be unescaped or is an attribute.</summary>
/// <param name="Next">The value of the same field found before it; -1 when it is the first.</param>
internal readonly record struct RawValue(RawKind Kind, bool IsAside, bool IsTime, int Start, int Length, int Next);
