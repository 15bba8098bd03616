using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Poison;

/// <summary>Finds, by processing ever smaller parts of what fails together, the parts that can't be processed; the others are processed on the way (ADR 0009).</summary>
/// <remarks>
/// A part is only held to be the reason when it was refused outright, or when it failed alone, though others succeeded, and failed again between two
/// moments at which the store said that it can be written. So nothing is concluded while everything fails: then it is no matter of single events.
/// </remarks>
/// <param name="process">Processes parts together or throws; parts that succeeded are not given to it again.</param>
/// <param name="isWell">Whether the store can be written right now.</param>
/// <param name="setAside">Keeps culprits where people see them; returns after that is durable.</param>
internal sealed class Isolation(
    Func<IReadOnlyList<DeliveryPart>, CancellationToken, Task> process,
    Func<CancellationToken, ValueTask<bool>> isWell,
    Func<IReadOnlyList<Culprit>, CancellationToken, Task> setAside)
{
    /// <summary>Bounds the time for which one stream's trouble holds up others; the rest has its turn next time.</summary>
    private const int MostAttempts = 500;

    /// <summary>Halving 250,000 events takes 18 steps to a single one: when by then nothing at all has succeeded, nothing will.</summary>
    private const int MostAttemptsWithoutSuccess = 40;

    private readonly HashSet<DeliveryPart> _done = [];
    private readonly List<Culprit> _culprits = [];
    private readonly List<DeliveryPart> _suspects = [];
    private int _attempts;
    private Exception? _error;

    private bool MayGoOn => _attempts < (_done.Count > 0 ? MostAttempts : MostAttemptsWithoutSuccess);

    /// <summary>To be called once.</summary>
    public async Task<IsolationOutcome> RunAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var parts = deliveries.SelectMany(d => d.Split()).ToArray();
        // Whatever ends a step early, what is done by then is done and must be told so: it is not to be processed twice.
        await StepAsync(() => DescendAsync(parts, cancellationToken), cancellationToken);
        await StepAsync(() => ConfirmAsync(cancellationToken), cancellationToken);
        await StepAsync(() => SetAsideAsync(cancellationToken), cancellationToken);
        DeliveryPart[] left = [.. parts.Where(p => !_done.Contains(p))];
        var unfinished = left.Select(p => p.Whole).ToHashSet();
        return new IsolationOutcome([.. deliveries.Where(d => !unfinished.Contains(d))], left, left.Length > 0 ? _error : null);
    }

    private async Task StepAsync(Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _error = e;
        }
    }

    private async Task DescendAsync(ArraySegment<DeliveryPart> parts, CancellationToken cancellationToken)
    {
        if (!MayGoOn || await TryAsync(parts, cancellationToken) is not { } error)
            return;
        if (parts.Count > 1)
        {
            await DescendAsync(parts[..(parts.Count / 2)], cancellationToken);
            await DescendAsync(parts[(parts.Count / 2)..], cancellationToken);
        }
        else if (error is RefusedException)
        {
            _culprits.Add(new Culprit(parts[0], error));
        }
        else
        {
            _suspects.Add(parts[0]);
        }
    }

    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (_done.Count == 0)
            return;
        foreach (var suspect in _suspects)
        {
            if (await isWell(cancellationToken) && await TryAsync(new[] { suspect }, cancellationToken) is { } again && await isWell(cancellationToken))
                _culprits.Add(new Culprit(suspect, again));
        }
    }

    private async Task SetAsideAsync(CancellationToken cancellationToken)
    {
        if (_culprits.Count == 0)
            return;
        await setAside(_culprits, cancellationToken);
        _done.UnionWith(_culprits.Select(c => c.Part));
    }

    private async Task<Exception?> TryAsync(ArraySegment<DeliveryPart> parts, CancellationToken cancellationToken)
    {
        _attempts++;
        try
        {
            await process(parts, cancellationToken);
            _done.UnionWith(parts);
            return null;
        }
        catch (Exception e) when (Failures.MayComeFromEvents(e) && !cancellationToken.IsCancellationRequested)
        {
            return _error = e;
        }
    }
}

/// <summary>A part that can't be processed, and why.</summary>
internal sealed record Culprit(DeliveryPart Part, Exception Error);

/// <summary>What became of an isolation.</summary>
/// <param name="Done">Deliveries of which every part was processed or set aside: to be completed.</param>
/// <param name="Left">Parts of the others that are not done.</param>
/// <param name="Error">Why they are not: to be tried again later; null when all are.</param>
internal sealed record IsolationOutcome(IReadOnlyList<Delivery> Done, IReadOnlyList<DeliveryPart> Left, Exception? Error)
{
    public static IsolationOutcome All(IReadOnlyList<Delivery> deliveries) => new(deliveries, [], null);
}
