using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BlazorLake.EndToEnd.Tests.ExactlyOnce;

/// <summary>Publishes single messages with the bare client and publisher confirms, and publishes again what was not confirmed.</summary>
internal static class AmqpPublisher
{
    private const int InFlight = 500;
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Uri broker, Workload work, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(Pause);
        IReadOnlyList<int> open = [];
        while (true)
        {
            try
            {
                await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellationToken);
                await using var channel = await connection.CreateChannelAsync(
                    new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(InFlight * 2)),
                    cancellationToken);
                while (true)
                {
                    if (open.Count == 0)
                        open = await work.TakeAsync(InFlight, cancellationToken);
                    if (open.Count == 0)
                        return;
                    // A closed channel never confirms; without a limit this would wait for ever.
                    await Task.WhenAll(open.Select(number => PublishAsync(channel, number, cancellationToken))).WaitAsync(ConfirmLimit, cancellationToken);
                    work.Confirm(open.Count);
                    open = [];
                }
            }
            catch (Exception exception) when (exception is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException
                || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                await pause.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static async Task PublishAsync(IChannel channel, int number, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties { ContentType = "application/json", MessageId = Workload.Id(number), DeliveryMode = DeliveryModes.Persistent };
        await channel.BasicPublishAsync("blazorlake.events", Workload.Stream, mandatory: true, properties, Encoding.UTF8.GetBytes(Workload.Data(number)), cancellationToken);
    }
}
