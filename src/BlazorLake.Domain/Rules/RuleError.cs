namespace BlazorLake.Domain.Rules;

/// <summary>One thing that is wrong with a rule's document, worded for the person who wrote it.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the document; empty for the whole.</param>
public sealed record RuleError(string Pointer, string Message);
