namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>What is wrong, and where in the document (a JSON pointer).</summary>
/// <param name="IsUnfinished">Nothing was entered there yet: said only once somebody wants to save.</param>
public sealed record DraftProblem(string Pointer, string Message, bool IsUnfinished = false)
{
    /// <summary>Whether it is at <paramref name="pointer"/> or below.</summary>
    public bool IsAt(string pointer) =>
        Pointer.StartsWith(pointer, StringComparison.Ordinal) && (Pointer.Length == pointer.Length || Pointer[pointer.Length] == '/');
}
