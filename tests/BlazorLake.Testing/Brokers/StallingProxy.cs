using System.Net;
using System.Net.Sockets;

namespace BlazorLake.Testing.Brokers;

/// <summary>A network in front of a broker in which a connection can go quiet without ending.</summary>
public sealed class StallingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private volatile byte[]? _stallAt;
    private int _stalledCount;

    public StallingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Uri = new UriBuilder(target) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    public Uri Uri { get; }

    public int StalledCount => Volatile.Read(ref _stalledCount);

    /// <summary>A connection whose client sends these bytes stays open, and nothing goes either way any more; null: none stalls from now on.</summary>
    public void StallAt(byte[]? sent) => _stallAt = sent;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var there = new TcpClient();
        using (client)
        {
            try
            {
                await there.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                var stalled = new TaskCompletionSource();
                await Task.WhenAny(
                    CopyAsync(client.GetStream(), there.GetStream(), stalled, mayStall: true, ended.Token),
                    CopyAsync(there.GetStream(), client.GetStream(), stalled, mayStall: false, ended.Token));
                await ended.CancelAsync();
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The broker is away: so is its network.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, TaskCompletionSource stalled, bool mayStall, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var size)
            {
                if (mayStall && _stallAt is { } bytes && buffer.AsSpan(0, size).IndexOf(bytes) >= 0 && stalled.TrySetResult())
                    Interlocked.Increment(ref _stalledCount);
                if (stalled.Task.IsCompleted)
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                await to.WriteAsync(buffer.AsMemory(0, size), cancellationToken);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // One side has gone.
        }
    }
}
