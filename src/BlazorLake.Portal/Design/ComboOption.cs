namespace BlazorLake.Portal.Design;

/// <param name="Value">What is taken over.</param>
/// <param name="Text">What is shown.</param>
/// <param name="Tag">A short word at the right, such as a type.</param>
/// <param name="Detail">A second line, such as example values.</param>
public sealed record ComboOption(string Value, string Text, string? Tag = null, string? Detail = null);
