using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>How to work with RabbitMQ; bound to <c>Broker</c>.</summary>
public sealed class BrokerOptions : IValidatableObject
{
    /// <summary><c>amqp://user:password@host:5672/vhost</c>, or <c>amqps</c>.</summary>
    [Required(ErrorMessage = "Broker:Uri is missing. With Broker:Transport=RabbitMQ it is needed, for example 'amqp://user:password@localhost:5672/'.")]
    public Uri? Uri { get; set; }

    /// <summary>Messages a worker may hold for the rules before it has acknowledged any; 1 to 60,000.</summary>
    [Range(1, 60_000, ErrorMessage = "Broker:RulesPrefetch must be between 1 and 60000 messages.")]
    public int RulesPrefetch { get; set; } = 1_000;

    /// <summary>Messages a worker may gather for the lake before it must commit, 1 to 60,000. Times the size of messages this is memory.</summary>
    [Range(1, 60_000, ErrorMessage = "Broker:LakePrefetch must be between 1 and 60000 messages.")]
    public int LakePrefetch { get; set; } = 6_000;

    /// <summary>Above this much waiting for the broker's confirms, publishing is answered Busy.</summary>
    [Range(1L << 20, 4L << 30, ErrorMessage = "Broker:MaxBytesInFlight must be between 1048576 and 4294967296 bytes.")]
    public long MaxBytesInFlight { get; set; } = 64L << 20;

    /// <summary>An attempt to connect that takes longer is given up and made anew; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Broker:ConnectTimeout must be between 00:00:01 and 00:05:00.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Without a confirm for this long a publish is answered Busy; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Broker:ConfirmTimeout must be between 00:00:01 and 00:05:00.")]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a message may come back unacknowledged (its worker died) before the broker moves it to the error queue; 50 to 100,000. High, because each restart of a worker counts once for every message it held.</summary>
    [Range(50, 100_000, ErrorMessage = "Broker:DeliveryLimit must be between 50 and 100000 deliveries.")]
    public int DeliveryLimit { get; set; } = 500;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Uri is { Scheme: not ("amqp" or "amqps") })
            yield return new ValidationResult($"Broker:Uri begins with '{Uri.Scheme}'. Allowed: amqp, amqps.", [nameof(Uri)]);
    }
}
