using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline;

/// <summary>Whether the consumers of this process get on, for <c>/health/ready</c>.</summary>
public sealed class PipelineHealth
{
    private readonly HandlerState _rules;
    private readonly HandlerState _lake;

    internal PipelineHealth(TimeProvider time)
    {
        _rules = new HandlerState("Evaluating events", time);
        _lake = new HandlerState("Appending events to the lake", time);
    }

    internal HandlerState Rules => _rules;

    internal HandlerState Lake => _lake;

    /// <summary>Null when events are being evaluated, else why not.</summary>
    public ValueTask<string?> CheckRulesAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_rules.Check());

    /// <summary>Null when events are being stored, else why not.</summary>
    public ValueTask<string?> CheckLakeAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_lake.Check());
}
