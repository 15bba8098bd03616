using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Rules;

/// <summary>Events a rule must, or must not, fire on; run at every save.</summary>
public sealed record RuleExample(IReadOnlyList<SampleEvent> Events, bool Fires);

/// <summary>An event as an example or a test gives it.</summary>
/// <param name="Stream">Null: the rule's first stream.</param>
/// <param name="Data">One JSON object as UTF-8.</param>
public sealed record SampleEvent(
    ReadOnlyMemory<byte> Data,
    StreamName? Stream = null,
    string? Id = null,
    DateTimeOffset? Time = null,
    string? Source = null,
    string? Type = null,
    string? Subject = null);
