namespace BlazorLake.Portal.Design;

/// <summary>What a colour says; each has a token of its name.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Info,
    Good,
    Warning,
    Critical,
}
