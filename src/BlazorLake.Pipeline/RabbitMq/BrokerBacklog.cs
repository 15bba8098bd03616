namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Asks the broker how many messages of the two work queues no worker has taken.</summary>
internal sealed class BrokerBacklog(BrokerConnection connection, TimeProvider time) : IEventBacklog
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    public async Task WaitUntilDoneAsync(CancellationToken cancellationToken)
    {
        while (await ReadyAsync(cancellationToken) is not 0)
            await Task.Delay(LookInterval, time, cancellationToken);
    }

    private async Task<long?> ReadyAsync(CancellationToken cancellationToken)
    {
        if (await connection.GetAsync(cancellationToken) is not { } session)
            return null;
        await using var channel = await session.Connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await channel.MessageCountAsync(BrokerTopology.RulesQueue, cancellationToken) + await channel.MessageCountAsync(BrokerTopology.LakeQueue, cancellationToken);
    }
}
