using System.Text;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Features.Demo;
using BlazorLake.Portal.Tests.Streams;

namespace BlazorLake.Portal.Tests.Demo;

public sealed class DemoWorldTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Advance_SameSeed_GivesTheSameEventsInOrderOfTime()
    {
        var (first, second) = (await EventsAsync(seed: 7, TimeSpan.FromHours(1)), await EventsAsync(seed: 7, TimeSpan.FromHours(1)));

        Assert.Equal(first.Select(Describe), second.Select(Describe));
        foreach (var stream in first.GroupBy(e => e.Stream))
            Assert.Equal(stream.Select(e => e.Time).Order(), stream.Select(e => e.Time));
        Assert.Equal(first.Count, first.Select(e => e.Id).Distinct().Count());
        Assert.NotEqual(first.Select(Describe), (await EventsAsync(seed: 8, TimeSpan.FromHours(1))).Select(Describe));
    }

    [Fact]
    public async Task Advance_OneHour_GivesAFewEventsASecondOnEveryStream()
    {
        var events = await EventsAsync(seed: 7, TimeSpan.FromHours(1));

        Assert.Equal(
            ["desk.orders", "desk.prices", "desk.trades", "shop.carts", "shop.orders", "shop.payments"],
            events.Select(e => e.Stream.Value).Where(s => s != "shop.returns").Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(events.Count / 3600.0, 1, 8);
    }

    [Fact]
    public async Task Advance_ADayOfIncidents_MakesEachOfTheDemosRulesFire()
    {
        var rules = DemoRules.Documents.Select((document, i) => new SavedRule(
            new RuleId(new Guid(i + 1, 0, 0, new byte[8])), 1, RuleState.Enabled, RuleReader.ReadSaved(document), Start, Start, "demo")).ToList();
        var set = RuleSet.Compile(new ActiveRules(1, rules));

        var fired = (await EventsAsync(seed: 7, TimeSpan.FromHours(8))).SelectMany(e => set.Evaluate(e, Start).Occurrences).GroupBy(o => o.RuleId).ToDictionary(g => g.Key, g => g.Count());

        Assert.All(rules, rule => Assert.True(fired.ContainsKey(rule.Id), $"'{rule.Definition.Name}' never fired."));
        Assert.All(fired.Values, count => Assert.InRange(count, 1, 1500));
    }

    [Fact]
    public void Shop_OverADay_IsBusiestInTheEveningAndNeverSilent()
    {
        var hours = Enumerable.Range(0, 24).Select(h => DemoRhythm.Shop(new DateTimeOffset(2026, 3, 2, h, 30, 0, TimeSpan.Zero))).ToList();

        Assert.Equal(19, hours.IndexOf(hours.Max()));
        Assert.InRange(hours.Min(), 0.1, 0.4);
    }

    private static async Task<IReadOnlyList<StreamEvent>> EventsAsync(int seed, TimeSpan duration)
    {
        var transport = new FakeEventTransport();
        var publisher = new DemoPublisher(transport, TimeProvider.System);
        var world = new DemoWorld(seed, Start, pace: 1, TimeSpan.FromMinutes(3));
        for (var until = Start; until < Start + duration; until += TimeSpan.FromMinutes(5))
            await publisher.PublishAsync(world.Advance(until + TimeSpan.FromMinutes(5)), TestContext.Current.CancellationToken);
        return transport.Events;
    }

    private static string Describe(StreamEvent item) => $"{item.Stream} {item.Time:O} {item.Id} {item.Subject} {Encoding.UTF8.GetString(item.Data.Span)}";
}
