namespace BlazorLake.Domain;

/// <summary>A caller gave a cursor that no list ever answered; the API says 400.</summary>
public sealed class InvalidCursorException(string cursor)
    : ArgumentException($"'{(cursor.Length > 40 ? cursor[..40] : cursor)}' is no cursor of this list. Give the nextCursor of the page before, or none.");
