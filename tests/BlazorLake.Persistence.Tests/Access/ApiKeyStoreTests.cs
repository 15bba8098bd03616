using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Testing.Databases;

namespace BlazorLake.Persistence.Tests.Access;

public sealed class ApiKeyStoreTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    [Theory, MemberData(nameof(Providers))]
    public async Task CreateAsync_Secret_IsFoundUntilRevokedAndStoredNowhere(DatabaseProvider provider)
    {
        await StartAsync(provider);
        Assert.False(await ApiKeys.AnyAsync(Stop));
        var made = await ApiKeys.CreateAsync("shop", [Scopes.LakeRead, Scopes.EventsWrite], "ana", Stop);
        await ApiKeys.MarkUsedAsync(made.Key.Id, Noon.AddHours(1), Stop);

        var found = (await ApiKeys.FindBySecretAsync(made.Secret, Stop))!;
        Assert.Equal([Scopes.EventsWrite, Scopes.LakeRead], found.Scopes);
        Assert.Equal(Noon.AddHours(1), found.LastUsedAt);
        Assert.Null(await ApiKeys.FindBySecretAsync(made.Secret + "x", Stop));
        Assert.True(made.Key.Prefix.Length <= 8);
        Assert.DoesNotContain(made.Secret, string.Concat((await Audit.ListAsync(new AuditFilter(), new PageRequest(), Stop)).Items.Select(a => a.Detail)), StringComparison.Ordinal);

        Assert.True(await ApiKeys.RevokeAsync(made.Key.Id, "ana", Stop));
        Assert.True(await ApiKeys.RevokeAsync(made.Key.Id, "ana", Stop));
        Assert.False(await ApiKeys.RevokeAsync(new ApiKeyId(Samples.Id(9)), "ana", Stop));
        Assert.Null(await ApiKeys.FindBySecretAsync(made.Secret, Stop));
        Assert.Equal(Noon, Assert.Single((await ApiKeys.ListAsync(new PageRequest(), Stop)).Items).RevokedAt);
        Assert.True(await ApiKeys.AnyAsync(Stop));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ListAsync_Pages_GiveEachOnceNewestFirst(DatabaseProvider provider)
    {
        await StartAsync(provider);
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await ApiKeys.CreateAsync($"key {i}", [Scopes.Admin], "ana", Stop);
        }

        var first = await ApiKeys.ListAsync(new PageRequest(3), Stop);
        var second = await ApiKeys.ListAsync(new PageRequest(3, first.NextCursor), Stop);
        Assert.Equal(["key 4", "key 3", "key 2", "key 1", "key 0"], first.Items.Concat(second.Items).Select(k => k.Name));
        Assert.Null(second.NextCursor);
        await Assert.ThrowsAsync<ArgumentException>(() => ApiKeys.CreateAsync("x", ["root"], "ana", Stop));
    }
}
