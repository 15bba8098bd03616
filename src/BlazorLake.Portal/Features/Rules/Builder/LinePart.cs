namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>The parts of a line that a change may give the keyboard to.</summary>
public enum LinePart
{
    Field,
    Value,
    Remove,

    /// <summary>Of a group: the button that adds a condition.</summary>
    Add,
}
