using System.Globalization;
using System.Text;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Tests.Fakes;

internal static class Events
{
    public static readonly StreamName Cart = StreamName.Parse("shop.cart");

    public static EventBatch Batch(int first, int count, StreamName? stream = null) => new(stream ?? Cart, [.. Enumerable.Range(first, count).Select(i => One(i, stream))]);

    public static StreamEvent One(int number, StreamName? stream = null) => new()
    {
        Stream = stream ?? Cart,
        Id = Id(number),
        Source = "/test",
        Type = "added",
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        ReceivedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 1, TimeSpan.Zero),
        Data = Encoding.UTF8.GetBytes($$"""{"n":{{number}}}"""),
    };

    public static string Id(int number) => number.ToString("D7", CultureInfo.InvariantCulture);
}
