namespace BlazorLake.Domain.Detection;

/// <summary>Which events a threshold looks at together. Closed.</summary>
public abstract record Window
{
    private Window()
    {
    }

    /// <summary>At each matching event, those of <c>(t-size, t]</c>.</summary>
    /// <param name="Repeats">Fires at each event where it is met; else only where it was not at the matching event before.</param>
    public sealed record Sliding(TimeSpan Size, bool Repeats) : Window;

    /// <summary>Those of <c>[k·size, (k+1)·size)</c>, counted from 1970-01-01 UTC, at its end; empty ones too, for a key seen in the last <c>7 × size</c>.</summary>
    public sealed record Tumbling(TimeSpan Size) : Window;

    /// <summary>Those that follow each other within <c>gap</c>, when <c>gap</c> has passed without another.</summary>
    public sealed record Session(TimeSpan Gap) : Window;
}
