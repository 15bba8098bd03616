namespace BlazorLake.Domain.Events;

/// <summary>Events of one stream that arrived together and travel together: one journal row, or one broker message.</summary>
/// <param name="Stream">The stream of every event in it.</param>
/// <param name="Events">1 or more, in order of arrival; together at most 32 MiB.</param>
/// <param name="IsHistory">True for <c>import --history</c>: kept in the lake and remembered as seen, never evaluated.</param>
/// <param name="For">Whose work it is; only an event that was set aside, sent again, is for one side alone (ADR 0009).</param>
public sealed record EventBatch(StreamName Stream, IReadOnlyList<StreamEvent> Events, bool IsHistory = false, EventSide For = EventSide.Both);
