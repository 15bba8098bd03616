using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Features.Events;

namespace BlazorLake.Portal.Tests.Streams;

public sealed class EventSummaryTests
{
    [Theory]
    [InlineData("""{"id":"o1","customer":{"id":"C7","tier":"gold"},"total":12.50}""", "id o1  ·  customer.id C7  ·  customer.tier gold  ·  total 12.50")]
    [InlineData("""{"items":[{"sku":"A"},{"sku":"B"}],"gift":true}""", "items.sku A  ·  items.sku B  ·  gift true")]
    [InlineData("""{"tags":["x","y"],"note":null}""", "tags x  ·  tags y  ·  note null")]
    [InlineData("{}", "no values")]
    public void Of_Values_NamesThemByTheirPath(string data, string shown) => Assert.Equal(shown, EventSummary.Of(Event(data)));

    private static StreamEvent Event(string data) => new()
    {
        Stream = StreamName.Parse("shop.orders"),
        Id = "e1",
        Source = "/tests",
        Type = "order",
        Time = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Data = Encoding.UTF8.GetBytes(data),
    };
}
