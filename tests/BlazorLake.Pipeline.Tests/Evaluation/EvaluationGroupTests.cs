using System.Text;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Evaluation;
using BlazorLake.Pipeline.Journal;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;

namespace BlazorLake.Pipeline.Tests.Evaluation;

public sealed class EvaluationGroupTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 2, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_RuleBreaksOnSomeEvents_OthersFireAndTheRuleIsNamedOnce()
    {
        await using var known = RecentKeys.Open(_folder.Path, TimeProvider.System);
        var rule = Rule("""{"name":"r","stream":"shop.cart","match":{"field":"n","op":"gte","value":0}}""");
        var group = new EvaluationGroup();
        group.Add(new JournalDelivery(1, new EventBatch(Events.Cart, [Damaged(1), Events.One(2), Damaged(3)]), null, 100));

        var commit = group.Evaluate(1, Now, new NewEvents(known), RuleSet.Compile(new ActiveRules(1, [rule])));

        Assert.Equal(3, commit!.Keys.Count);
        Assert.Equal(Events.Id(2), Assert.Single(Assert.Single(commit.Occurrences).Events).Id);
        var broken = Assert.Single(group.Broken);
        Assert.Equal((rule.Id, 2, Events.Id(1)), (broken.Failure.RuleId, broken.Count, broken.Event.Id));
    }

    // What a damaged journal could hold: no decoder lets it through.
    private static StreamEvent Damaged(int number)
    {
        var whole = Events.One(number);
        return new StreamEvent
        {
            Stream = whole.Stream,
            Id = whole.Id,
            Source = whole.Source,
            Type = whole.Type,
            Time = whole.Time,
            ReceivedAt = whole.ReceivedAt,
            Data = Encoding.UTF8.GetBytes("{"),
        };
    }

    private static SavedRule Rule(string json) =>
        new(new RuleId(Guid.CreateVersion7(Now)), 1, RuleState.Enabled, Assert.IsType<RuleReading.Valid>(RuleReader.Read(json)).Definition, Now, Now, "ana");
}
