namespace BlazorLake.Domain.Events;

/// <summary>What is known about events before they are decoded: where they go, when they came, and which field carries their time.</summary>
/// <param name="Stream">The stream they are accepted into.</param>
/// <param name="ReceivedAt">When they were accepted; the event time of those that name none.</param>
/// <param name="TimeField">Path into the data whose value is the event time when the event names none (<c>order.placedAt</c>, <c>"a.b".c</c>); null: <paramref name="ReceivedAt"/>.</param>
public sealed record EventIntake(StreamName Stream, DateTimeOffset ReceivedAt, string? TimeField = null);
