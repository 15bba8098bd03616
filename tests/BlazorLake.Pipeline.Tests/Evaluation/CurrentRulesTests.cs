using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Pipeline.Evaluation;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorLake.Pipeline.Tests.Evaluation;

public sealed class CurrentRulesTests
{
    private readonly FakeRuleStore _store = new(TimeProvider.System);
    private readonly CurrentRules _rules;

    public CurrentRulesTests() => _rules = new CurrentRules(_store, NullLogger<CurrentRules>.Instance);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_AfterEachChange_RunsWhatIsSavedAndReadsOnlyThat()
    {
        var first = await AddAsync("first");
        var second = await AddAsync("second");
        Assert.Equal(["first", "second"], await FiredAsync());

        await _store.SaveAsync(first.Id, 1, Definition("first, changed"), "ana", Stop);
        Assert.Equal(["first, changed", "second"], await FiredAsync());
        await _store.SetStateAsync(second.Id, RuleState.Disabled, "ana", Stop);
        Assert.Equal(["first, changed"], await FiredAsync());
        await AddAsync("third");
        await _store.DeleteAsync(first.Id, "ana", Stop);
        Assert.Equal(["third"], await FiredAsync());
        await _store.SetStateAsync(second.Id, RuleState.Shadow, "ana", Stop);
        Assert.Equal(["second", "third"], await FiredAsync());

        Assert.Equal((1, 5), (_store.LoadCount, _store.ChangeCount));
    }

    [Fact]
    public async Task ReadAsync_NothingChanged_IsTheSameSet()
    {
        await AddAsync("first");
        var before = await _rules.ReadAsync(Stop);
        Assert.Same(before, await _rules.ReadAsync(Stop));
        Assert.Equal((1, 0), (_store.LoadCount, _store.ChangeCount));
    }

    /// <summary>Back to an earlier revision, or on to a later one without a word about what changed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task ReadAsync_ChangesThatCannotBeTold_LoadsAll(long revision)
    {
        var kept = await AddAsync("kept");
        await AddAsync("lost");
        await AddAsync("lost too");
        Assert.Equal(3, (await FiredAsync()).Length);

        _store.SetBack(revision, kept);

        Assert.Equal(["kept"], await FiredAsync());
        Assert.Equal(2, _store.LoadCount);
    }

    [Fact]
    public async Task ReadAsync_ManyChangesAtOnce_RunsThemAll()
    {
        await AddAsync("first");
        await FiredAsync();
        for (var i = 0; i < 1_000; i++)
            await AddAsync($"{i}");
        Assert.Equal(1_001, (await FiredAsync()).Length);
        Assert.Equal(1, _store.LoadCount);
    }

    private Task<SavedRule> AddAsync(string name) => _store.AddAsync(Definition(name), RuleState.Enabled, "ana", Stop);

    private async Task<string[]> FiredAsync() => [.. (await _rules.ReadAsync(Stop)).Evaluate(Events.One(1), DateTimeOffset.UnixEpoch).Occurrences.Select(o => o.Title).Order(StringComparer.Ordinal)];

    private static RuleDefinition Definition(string name) => RuleReader.ReadSaved($$"""{"name":"{{name}}","stream":"shop.cart","match":{"field":"n","op":"eq","value":1} }""");
}
