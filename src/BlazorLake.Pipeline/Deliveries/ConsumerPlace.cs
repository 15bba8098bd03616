namespace BlazorLake.Pipeline.Deliveries;

/// <summary>Where a consumer takes its work from and keeps its index of known keys.</summary>
/// <param name="LeaseFile">Set when only one process at a time may consume.</param>
internal sealed record ConsumerPlace(IDeliverySource Source, string SeenFolder, string? LeaseFile)
{
    public async Task<IDisposable?> MayRunAsync(TimeProvider time, CancellationToken cancellationToken) =>
        LeaseFile is null ? null : await ConsumerLease.TakeAsync(LeaseFile, time, cancellationToken);
}
