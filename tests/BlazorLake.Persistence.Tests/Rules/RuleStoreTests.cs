using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Testing.Databases;

namespace BlazorLake.Persistence.Tests.Rules;

public sealed class RuleStoreTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    private static readonly PageRequest FirstPage = new();

    [Theory, MemberData(nameof(Providers))]
    public async Task SaveAsync_EachSave_MakesAVersionAndARevision(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var start = await Rules.ReadRevisionAsync(Stop);
        var added = await Rules.AddAsync(Definition("First"), RuleState.Enabled, "ana", Stop);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var saved = Assert.IsType<RuleChange.Done>(await Rules.SaveAsync(added.Id, 1, Definition("Second"), "ben", Stop)).Rule;

        Assert.Equal((1, 2), (added.Version, saved.Version));
        Assert.Equal(start + 2, await Rules.ReadRevisionAsync(Stop));
        var found = (await Rules.FindAsync(added.Id, Stop))!;
        Assert.Equal(("Second", "ben", Noon, Noon.AddMinutes(1)), (found.Definition.Name, found.UpdatedBy, found.CreatedAt, found.UpdatedAt));
        Assert.Equal(found.Definition.Json, saved.Definition.Json);
        var versions = await Rules.ListVersionsAsync(added.Id, Stop);
        Assert.Equal([(1, "First", "ana"), (2, "Second", "ben")], versions.Select(v => (v.Version, v.Definition.Name, v.By)));
        Assert.Equal(["saved", "created"], (await Audit.ListAsync(new AuditFilter("rule", added.Id.ToString()), FirstPage, Stop)).Items.Select(a => a.Action));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task SaveAsync_TwoSaversOfOneVersion_OneIsStale(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var rule = await Rules.AddAsync(Definition("First"), RuleState.Enabled, "ana", Stop);
        var changes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Rules.SaveAsync(rule.Id, 1, Definition($"By {i}"), "ben", Stop), Stop)));

        Assert.Single(changes.OfType<RuleChange.Done>());
        Assert.All(changes.OfType<RuleChange.Stale>(), stale => Assert.Equal(2, stale.CurrentVersion));
        Assert.Equal(5, changes.OfType<RuleChange.Stale>().Count());
        Assert.IsType<RuleChange.Done>(await Rules.SaveAsync(rule.Id, null, Definition("Newest"), "ben", Stop));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task LoadActiveAsync_States_LeaveOutDisabledAndDeleted(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var enabled = await Rules.AddAsync(Definition("Enabled"), RuleState.Enabled, "ana", Stop);
        var shadow = await Rules.AddAsync(Definition("Shadow"), RuleState.Enabled, "ana", Stop);
        var disabled = await Rules.AddAsync(Definition("Disabled"), RuleState.Enabled, "ana", Stop);
        var deleted = await Rules.AddAsync(Definition("Deleted"), RuleState.Enabled, "ana", Stop);
        await Rules.SetStateAsync(shadow.Id, RuleState.Shadow, "ana", Stop);
        await Rules.SetStateAsync(disabled.Id, RuleState.Disabled, "ana", Stop);
        await Rules.DeleteAsync(deleted.Id, "ana", Stop);
        var revision = await Rules.ReadRevisionAsync(Stop);
        await Rules.SetStateAsync(shadow.Id, RuleState.Shadow, "ana", Stop);

        var active = await Rules.LoadActiveAsync(Stop);

        Assert.Equal(new HashSet<(RuleId, RuleState)> { (enabled.Id, RuleState.Enabled), (shadow.Id, RuleState.Shadow) }, active.Rules.Select(r => (r.Id, r.State)).ToHashSet());
        Assert.Equal(revision, active.Revision);
        Assert.Null(await Rules.FindAsync(deleted.Id, Stop));
        Assert.IsType<RuleChange.NotFound>(await Rules.SetStateAsync(deleted.Id, RuleState.Enabled, "ana", Stop));
        Assert.Equal(1, Assert.Single(await Rules.ListVersionsAsync(deleted.Id, Stop)).Version);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ListAsync_FiltersAndPages_GiveEachOnce(DatabaseProvider provider)
    {
        await StartAsync(provider);
        for (var i = 0; i < 7; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Rules.AddAsync(Definition($"Rule 100% {i}", i % 2 == 0 ? "shop.cart" : "shop.cart2", tag: i == 3 ? "urgent" : "shop"), RuleState.Enabled, "ana", Stop);
        }

        var first = await Rules.ListAsync(new RuleFilter(), new PageRequest(4), Stop);
        var second = await Rules.ListAsync(new RuleFilter(), new PageRequest(4, first.NextCursor), Stop);
        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(i => $"Rule 100% {i}"), first.Items.Concat(second.Items).Select(r => r.Definition.Name));
        Assert.Null(second.NextCursor);
        Assert.Equal(4, (await Rules.ListAsync(new RuleFilter(Stream: "shop.cart"), FirstPage, Stop)).Items.Count);
        Assert.Single((await Rules.ListAsync(new RuleFilter(Tag: "urgent"), FirstPage, Stop)).Items);
        Assert.Single((await Rules.ListAsync(new RuleFilter(Text: "RULE 100% 5"), FirstPage, Stop)).Items);
        Assert.Empty((await Rules.ListAsync(new RuleFilter(Text: "100_"), FirstPage, Stop)).Items);
        Assert.Empty((await Rules.ListAsync(new RuleFilter(State: RuleState.Shadow), FirstPage, Stop)).Items);
    }

    private static RuleDefinition Definition(string name, string stream = "shop.cart", string tag = "shop") =>
        Assert.IsType<RuleReading.Valid>(RuleReader.Read($$"""{"name":"{{name}}","stream":"{{stream}}","tags":["{{tag}}"],"match":{"field":"total","op":"gt","value":100} }""")).Definition;
}
