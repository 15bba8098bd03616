using System.Globalization;
using System.Text;
using BlazorLake.Domain.Events;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>Orders of about 900 bytes and 30 fields, and the values that rules about them name.</summary>
internal sealed class ShopOrders(int seed)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    private static readonly string[] Tiers = ["standard", "silver", "gold", "platinum"];
    private static readonly string[] Channels = ["web", "app", "store", "phone", "partner", "marketplace"];
    private static readonly string[] Notes = ["please ring twice", "leave at the back door", "call before delivery", "gift, no invoice in the parcel", "fragile, handle with care"];

    // The same orders at every run.
    private readonly Random _random = new(seed);

    public StreamEvent[] Take(int count) => [.. Enumerable.Range(0, count).Select(EventOf)];

    public string Country() => $"C{_random.Next(30):00}";

    public string City() => $"City-{_random.Next(500)}";

    public string Brand() => $"brand-{_random.Next(300)}";

    public string Sku() => $"SKU-{_random.Next(20_000):000000}";

    public string Customer() => $"cust-{_random.Next(100_000):0000000}";

    public string Tier() => Tiers[_random.Next(Tiers.Length)];

    public string Channel() => Channels[_random.Next(Channels.Length)];

    public string Warehouse() => $"WH-{_random.Next(40):00}";

    public string Domain() => $"@mail{_random.Next(5_000)}.example.org";

    public string Word() => $"word{_random.Next(3_000)}";

    public string Postcode() => _random.Next(100_000).ToString("00000", CultureInfo.InvariantCulture);

    public decimal Total() => _random.Next(1_000_000) / 100m;

    public int Weight() => _random.Next(50_000);

    private StreamEvent EventOf(int index)
    {
        var json = string.Create(CultureInfo.InvariantCulture, $$"""
            {"orderId":"A{{88_000_000 + index}}","placedAt":"2026-11-23T15:{{_random.Next(60):00}}:{{_random.Next(60):00}}.{{_random.Next(1000):000}}Z","status":"placed","paid":true,"channel":"{{Channel()}}","currency":"EUR","total":{{Total()}},"tax":{{_random.Next(20_000) / 100m}},"discount":0,"quantity":{{_random.Next(1, 20)}},"weight":{{Weight()}},"customer":{"id":"{{Customer()}}","tier":"{{Tier()}}","email":"some.body.{{index}}{{Domain()}}","since":{{_random.Next(2005, 2026)}},"newsletter":false},"address":{"street":"Long Street {{_random.Next(300)}}","city":"{{City()}}","postcode":"{{Postcode()}}","country":"{{Country()}}"},"product":{"sku":"{{Sku()}}","brand":"{{Brand()}}","category":"cat-{{_random.Next(60)}}","price":{{Total()}}},"warehouse":"{{Warehouse()}}","carrier":"carrier-{{_random.Next(8)}}","note":"{{Word()}} {{Notes[_random.Next(Notes.Length)]}} {{Word()}} {{Word()}}","session":"{{_random.NextInt64():x16}}{{_random.NextInt64():x16}}","ip":"10.{{_random.Next(256)}}.{{_random.Next(256)}}.{{_random.Next(256)}}","agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36","referrer":"https://www.example.org/catalogue/autumn?page={{_random.Next(90)}}&sort=price","campaign":"autumn-{{_random.Next(12)}}"}
            """);
        return new StreamEvent
        {
            Stream = StreamName.Parse("shop.orders"),
            Id = index.ToString(CultureInfo.InvariantCulture),
            Source = "/shop",
            Type = "order",
            Time = Now,
            ReceivedAt = Now,
            Data = Encoding.UTF8.GetBytes(json),
        };
    }
}
