namespace BlazorLake.Pipeline.Deliveries;

/// <summary>A consumer's endless work.</summary>
internal interface IHandler
{
    /// <summary>Returns, or is cancelled, when <paramref name="stopping"/>; what is in hand then is finished unless <paramref name="cancellationToken"/> says that there is no more time.</summary>
    Task RunAsync(CancellationToken stopping, CancellationToken cancellationToken);
}
