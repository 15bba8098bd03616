namespace BlazorLake.Domain.Events;

/// <summary>The two consumers of every event, which get on independently of each other.</summary>
public enum EventSide
{
    Both,

    /// <summary>Evaluates events against the rules.</summary>
    Rules,

    /// <summary>Appends events to the lake.</summary>
    Lake,
}
