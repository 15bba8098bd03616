namespace BlazorLake.Domain;

/// <summary>One page of a list, newest first unless the list says otherwise.</summary>
/// <param name="NextCursor">Opaque; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page: <paramref name="Limit"/> 1 to 1,000.</summary>
public sealed record PageRequest(int Limit = 100, string? Cursor = null);
