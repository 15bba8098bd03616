using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BlazorLake.Testing;

/// <summary>Waits for a condition, looking again every few milliseconds, and says which one never came.</summary>
public static class Eventually
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static Task TrueAsync(
        Func<bool> condition,
        CancellationToken cancellationToken,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(() => Task.FromResult(condition()), cancellationToken, timeout, what);

    public static Task TrueAsync(
        Func<Task<bool>> condition,
        CancellationToken cancellationToken,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        GetAsync(async () => await condition() ? new object() : null, cancellationToken, timeout, what);

    /// <summary>The first value of <paramref name="probe"/> that is not null.</summary>
    /// <exception cref="TimeoutException">None came in time; the message ends with what the probe threw last.</exception>
    public static async Task<T> GetAsync<T>(
        Func<Task<T?>> probe,
        CancellationToken cancellationToken,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(probe))] string what = "")
        where T : class
    {
        var limit = timeout ?? DefaultTimeout;
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                last = null;
                if (await probe() is { } value)
                    return value;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                last = exception;
            }

            await Task.Delay(Pause, cancellationToken);
        }
        while (watch.Elapsed < limit);

        throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}{(last is null ? "" : $" ({last.Message})")}", last);
    }
}
