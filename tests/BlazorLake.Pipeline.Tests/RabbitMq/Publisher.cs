using System.Text;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>An AMQP client in no way ours.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly IConnection _connection;

    private Publisher(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    public static async Task<Publisher> ConnectAsync(Uri broker, CancellationToken token)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(token);
        return new Publisher(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), token));
    }

    public ValueTask SendAsync(string body, BasicProperties? properties = null, string routingKey = "shop.cart") =>
        Channel.BasicPublishAsync("blazorlake.events", routingKey, mandatory: true, properties ?? new BasicProperties { ContentType = "application/json" }, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
