using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Persistence.Rules;
using BlazorLake.Testing;
using BlazorLake.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Tests.Rules;

/// <summary>Who knows the rules at one revision and reads what changed since knows them all, whoever writes meanwhile.</summary>
public sealed class RuleChangesTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    [Theory, MemberData(nameof(Providers))]
    public async Task ReadChangesAsync_EachKindOfChange_IsToldOnceAndNothingElse(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var untouched = await Rules.AddAsync(Definition(0), RuleState.Enabled, "ana", Stop);
        var saved = await Rules.AddAsync(Definition(1), RuleState.Enabled, "ana", Stop);
        var paused = await Rules.AddAsync(Definition(2), RuleState.Enabled, "ana", Stop);
        var deleted = await Rules.AddAsync(Definition(3), RuleState.Enabled, "ana", Stop);
        var since = await Rules.ReadRevisionAsync(Stop);
        Assert.Null(await Rules.ReadChangesAsync(since, Stop));

        await Rules.SaveAsync(saved.Id, 1, Definition(4), "ben", Stop);
        await Rules.SaveAsync(saved.Id, 2, Definition(5), "ben", Stop);
        await Rules.SetStateAsync(paused.Id, RuleState.Disabled, "ben", Stop);
        await Rules.DeleteAsync(deleted.Id, "ben", Stop);
        var added = await Rules.AddAsync(Definition(6), RuleState.Shadow, "ben", Stop);
        var changed = (await Rules.ReadChangesAsync(since, Stop))!;

        Assert.Equal([(saved.Id, 3, RuleState.Enabled, "Rule 5"), (added.Id, 1, RuleState.Shadow, "Rule 6")], changed.Saved.Select(r => (r.Id, r.Version, r.State, r.Definition.Name)));
        Assert.Equal([paused.Id, deleted.Id], changed.Gone);
        Assert.Equal((since + 5, since + 5), (changed.Revision, await Rules.ReadRevisionAsync(Stop)));
        await Rules.SetStateAsync(paused.Id, RuleState.Enabled, "ben", Stop);
        Assert.Equal([paused.Id], (await Rules.ReadChangesAsync(changed.Revision, Stop))!.Saved.Select(r => r.Id));
        Assert.Contains(untouched.Id, (await Rules.LoadActiveAsync(Stop)).Rules.Select(r => r.Id));
    }

    /// <summary>Eight write, one reads what changed all the while: a change that becomes visible after one with a greater revision would be missed for ever.</summary>
    [Theory, MemberData(nameof(Providers))]
    public async Task ReadChangesAsync_WhileManyWrite_MissesNothing(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var known = new Dictionary<RuleId, (int Version, RuleState State)>();
        var revision = await Rules.ReadRevisionAsync(Stop);
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(writer), Stop)));
        for (var isLast = false; !isLast;)
        {
            isLast = writing.IsCompleted;
            if (await Rules.ReadChangesAsync(revision, Stop) is not { } changed)
                continue;
            Assert.True(changed.Revision > revision);
            revision = changed.Revision;
            foreach (var gone in changed.Gone)
                known.Remove(gone);
            foreach (var saved in changed.Saved)
                known[saved.Id] = (saved.Version, saved.State);
        }

        await writing;
        var all = (await Rules.LoadActiveAsync(Stop)).Rules.ToDictionary(r => r.Id, r => (r.Version, r.State));
        Assert.Equal(all.OrderBy(r => r.Key.Value), known.OrderBy(r => r.Key.Value));
        Assert.NotEmpty(known);
    }

    /// <summary>Without the wait the later change could be seen, and counted as the newest, while the earlier is still on its way.</summary>
    [Fact]
    public async Task AddAsync_WhileAnotherChangeIsNotCommitted_WaitsForIt()
    {
        await StartAsync(DatabaseProvider.PostgreSql);
        var since = await Rules.ReadRevisionAsync(Stop);
        await using var first = await Get<IDbContextFactory<BlazorLakeContext>>().CreateDbContextAsync(Stop);
        await using var transaction = await first.Database.BeginTransactionAsync(Stop);
        var earlier = await RuleRevision.NextAsync(first, Stop);

        var adding = Rules.AddAsync(Definition(1), RuleState.Enabled, "ana", Stop);
        await using var session = await OpenAsync();
        await Eventually.TrueAsync(
            async () => adding.IsCompleted
                || await session.QueryAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", row => row.Number(0), [], Stop) is [1],
            Stop,
            what: "the second change waits for the first");

        Assert.False(adding.IsCompleted);
        Assert.Equal((since, null), (await Rules.ReadRevisionAsync(Stop), await Rules.ReadChangesAsync(since, Stop)));
        await transaction.CommitAsync(Stop);
        await adding;
        Assert.Equal((since + 1, since + 2), (earlier, (await Rules.ReadChangesAsync(since, Stop))!.Revision));
    }

    private async Task WriteAsync(int writer)
    {
        for (var i = 0; i < 12; i++)
        {
            var rule = await Rules.AddAsync(Definition(i), RuleState.Enabled, $"writer {writer}", Stop);
            if (i % 2 == 0)
                await Rules.SaveAsync(rule.Id, 1, Definition(i + 1), $"writer {writer}", Stop);
            if (i % 3 == 0)
                await Rules.SetStateAsync(rule.Id, i % 2 == 0 ? RuleState.Disabled : RuleState.Shadow, $"writer {writer}", Stop);
            if (i % 4 == 1)
                await Rules.DeleteAsync(rule.Id, $"writer {writer}", Stop);
        }
    }

    private static RuleDefinition Definition(int number) =>
        Assert.IsType<RuleReading.Valid>(RuleReader.Read($$"""{"name":"Rule {{number}}","stream":"shop.cart","match":{"field":"total","op":"gt","value":{{number}}} }""")).Definition;
}
