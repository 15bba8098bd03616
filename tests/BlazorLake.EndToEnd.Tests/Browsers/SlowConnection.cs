using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Browsers;

/// <summary>A long way to the server, as from a train: each message of the page's connection takes its time, in both directions and in order.</summary>
internal sealed class SlowConnection
{
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(5);

    public TimeSpan Delay { get; set; }

    public Task UseAsync(IPage page) => page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
    {
        var server = socket.ConnectToServer();
        var up = Lane();
        var down = Lane();
        socket.OnMessage(frame => up(() => Send(server, frame)));
        server.OnMessage(frame => down(() => Send(socket, frame)));
    });

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes)
            to.Send(bytes);
        else
            to.Send(frame.Text!);
    }

    private Action<Action> Lane()
    {
        var messages = Channel.CreateUnbounded<(long At, Action Send)>();
        _ = PassAsync(messages.Reader);
        return send => messages.Writer.TryWrite((TimeProvider.System.GetTimestamp(), send));
    }

    private async Task PassAsync(ChannelReader<(long At, Action Send)> messages)
    {
        using var clock = new PeriodicTimer(Resolution);
        await foreach (var (at, send) in messages.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            while (TimeProvider.System.GetElapsedTime(at) < Delay)
                await clock.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            send();
        }
    }
}
