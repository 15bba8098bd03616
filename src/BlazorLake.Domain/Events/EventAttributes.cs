namespace BlazorLake.Domain.Events;

/// <summary>The attributes an event brought with it; null where it brought none. Not yet checked.</summary>
/// <param name="Time">As text, RFC 3339.</param>
public sealed record EventAttributes(string? Id = null, string? Source = null, string? Type = null, string? Subject = null, string? Time = null)
{
    /// <summary>No attributes: id, source, type and time are made.</summary>
    public static readonly EventAttributes None = new();
}
