using Xunit;

namespace BlazorLake.Testing.Brokers;

/// <summary>An empty virtual host on a real RabbitMQ: the broker that test.sh started, else one of our own.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    /// <summary>Set by test.sh: <c>amqp://guest:guest@127.0.0.1:port/</c>.</summary>
    public const string UriVariable = "BLAZORLAKE_TEST_RABBITMQ";

    /// <summary>Set by test.sh: <c>http://guest:guest@127.0.0.1:port/</c>.</summary>
    public const string ManagementVariable = "BLAZORLAKE_TEST_RABBITMQ_MANAGEMENT";

    private RabbitMqNode? _node;
    private Uri? _broker;
    private Uri? _virtualHost;

    /// <summary>For <c>Broker:Uri</c>; nobody else uses this virtual host.</summary>
    public Uri Uri => _virtualHost ?? throw new InvalidOperationException("Not started.");

    public Uri ManagementUri { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable(UriVariable) is { Length: > 0 } uri && Environment.GetEnvironmentVariable(ManagementVariable) is { Length: > 0 } management)
        {
            (_broker, ManagementUri) = (new Uri(uri), new Uri(management));
        }
        else
        {
            _node = await RabbitMqNode.StartAsync(token);
            (_broker, ManagementUri) = (_node.Uri, _node.ManagementUri);
        }

        _virtualHost = await CreateVirtualHostAsync(token);
    }

    /// <summary>One more, for a test that must not share even with the tests of its class.</summary>
    public Task<Uri> CreateVirtualHostAsync(CancellationToken cancellationToken) =>
        RabbitMqNode.CreateVirtualHostAsync(_broker ?? throw new InvalidOperationException("Not started."), ManagementUri, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
    }
}
