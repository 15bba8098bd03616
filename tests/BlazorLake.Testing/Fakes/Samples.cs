using System.Text;
using BlazorLake.Domain.Events;

namespace BlazorLake.Testing.Fakes;

/// <summary>Events for tests.</summary>
public static class Samples
{
    public static readonly StreamName Stream = StreamName.Parse("shop.cart");

    public static readonly DateTimeOffset At = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static StreamEvent Event(string data, string id = "e1", StreamName? stream = null, DateTimeOffset? at = null) => new()
    {
        Stream = stream ?? Stream,
        Id = id,
        Source = "/tests",
        Type = "cart",
        Time = at ?? At,
        ReceivedAt = at ?? At,
        Data = Encoding.UTF8.GetBytes(data),
    };
}
