using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.ApiKeys;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.ApiKeys;

public sealed class ApiKeysPageTests : PageContext
{
    private readonly FakeApiKeyStore _store = new();

    public ApiKeysPageTests() => Services.AddSingleton<IApiKeyStore>(_store).AddSingleton<ApiKeyLookup>();

    [Fact]
    public void Create_NameAndScopes_ShowsTheSecretOnce()
    {
        var dialogs = RenderDialogs();
        var page = Render<ApiKeysPage>();

        Button(page, "New API key").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#key-name")));
        dialogs.Find("#key-name").Input("web shop");
        dialogs.FindAll("label").Single(l => TextOf(l).StartsWith(Scopes.RulesRead, StringComparison.Ordinal)).QuerySelector("input")!.Change(true);
        dialogs.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("the-secret", TextOf(page.Find("pre")), StringComparison.Ordinal));
        var key = Assert.Single(_store.Keys);
        Assert.Equal(("web shop", "ana@example.com"), (key.Name, key.CreatedBy));
        Assert.Equal([Scopes.EventsWrite, Scopes.RulesRead], key.Scopes);

        Button(page, "I have copied it").Click();
        Assert.DoesNotContain("the-secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoNameNoScope_SaysWhatIsMissing()
    {
        var dialogs = RenderDialogs();
        Button(Render<ApiKeysPage>(), "New API key").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#key-name")));

        dialogs.Find("input[type=checkbox][checked]").Change(false);
        dialogs.Find("form").Submit();

        Assert.Equal(["Give the key a name, so that you know later what it is for.", "Choose at least one."], dialogs.FindAll("[role=alert]").Select(TextOf));
        Assert.Empty(_store.Keys);
    }

    [Fact]
    public void Create_NoLongerAdministrator_MakesNothing()
    {
        var dialogs = RenderDialogs();
        var page = Render<ApiKeysPage>();
        Button(page, "New API key").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#key-name")));
        SignIn(UserRoles.Editor);

        dialogs.Find("#key-name").Input("sneaky");
        dialogs.Find("form").Submit();

        Assert.Empty(_store.Keys);
    }

    [Fact]
    public void Revoke_Confirmed_ShowsItAsRevoked()
    {
        _store.Keys.Add(new ApiKey(new ApiKeyId(Guid.CreateVersion7(Clock.GetUtcNow())), "old <i>shop</i>", "bl_abc", [Scopes.Admin], Clock.GetUtcNow(), "bo", null, null));
        var dialogs = RenderDialogs();
        var page = Render<ApiKeysPage>();
        Assert.Contains("never used", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("i"));

        Button(page, "Revoke old <i>shop</i>").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("button")));
        Button(dialogs, "Revoke key").Click();

        page.WaitForAssertion(() => Assert.Equal("Revoked", TextOf(page.Find(".action"))));
        Assert.NotNull(_store.Keys[0].RevokedAt);
    }

    [Fact]
    public void List_None_SaysWhatAKeyIsFor() => Assert.Contains("A program that sends events needs one", Render<ApiKeysPage>().Markup, StringComparison.Ordinal);

    private sealed class FakeApiKeyStore : IApiKeyStore
    {
        public List<ApiKey> Keys { get; } = [];

        public Task<Page<ApiKey>> ListAsync(PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new Page<ApiKey>([.. Keys], null));

        public Task<NewApiKey> CreateAsync(string name, IReadOnlyCollection<string> scopes, string by, CancellationToken cancellationToken)
        {
            var key = new ApiKey(new ApiKeyId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), name, "bl_the", [.. scopes], DateTimeOffset.UnixEpoch, by, null, null);
            Keys.Insert(0, key);
            return Task.FromResult(new NewApiKey(key, "bl_the-secret"));
        }

        public Task<bool> RevokeAsync(ApiKeyId id, string by, CancellationToken cancellationToken)
        {
            var at = Keys.FindIndex(k => k.Id == id);
            Keys[at] = Keys[at] with { RevokedAt = DateTimeOffset.UnixEpoch };
            return Task.FromResult(true);
        }

        public Task<ApiKey> ImportAsync(string name, string secret, IReadOnlyCollection<string> scopes, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiKey?> FindBySecretAsync(string secret, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task MarkUsedAsync(ApiKeyId id, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> AnyAsync(CancellationToken cancellationToken) => Task.FromResult(Keys.Count > 0);
    }
}
