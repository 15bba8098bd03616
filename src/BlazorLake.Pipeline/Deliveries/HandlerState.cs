namespace BlazorLake.Pipeline.Deliveries;

/// <summary>Whether a handler gets on, for <c>/health/ready</c>. Thread-safe.</summary>
internal sealed class HandlerState(string work, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private DateTimeOffset? _failingSince;
    private string _reason = "";

    public void Succeeded()
    {
        lock (_gate)
            _failingSince = null;
    }

    public void Failed(Exception error)
    {
        lock (_gate)
        {
            _failingSince ??= time.GetUtcNow();
            _reason = error.GetType().Name;
        }
    }

    /// <summary>Null when it gets on, else what does not and since when.</summary>
    public string? Check()
    {
        lock (_gate)
            return _failingSince is { } since && time.GetUtcNow() - since > Patience
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{work} has failed since {since:u} ({_reason}); events wait and nothing is lost. The log has the details.")
                : null;
    }
}
