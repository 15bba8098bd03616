using System.Net;
using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Features.Access;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Access;

public sealed class SetUpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SetUp_RightCode_MakesOneAdministratorOnce()
    {
        using var portal = new PortalApp();
        var code = portal.Services.GetRequiredService<SetUpCode>().Text;
        using var client = portal.Anonymous();
        async Task<string?> PostAsync(string given, string email, string password) =>
            (await portal.PostAsync(client, AccountEndpoints.SetUp, ("code", given), ("email", email), ("displayName", "Ana"), ("password", password))).Headers.Location?.ToString();

        Assert.Equal("/account/set-up?problem=code", await PostAsync("AAAA-AAAA-AAAA-AAAA", "ana@example.com", PortalApp.Password));
        Assert.Equal("/account/set-up?problem=code", await PostAsync("", "ana@example.com", PortalApp.Password));
        Assert.StartsWith("/account/set-up?problem=refused&reason=", await PostAsync(code, "ana@example.com", "short"), StringComparison.Ordinal);
        Assert.Equal("/", await PostAsync(code.ToLowerInvariant().Replace('-', ' '), "ana@example.com", PortalApp.Password));
        using var later = portal.Anonymous();
        Assert.Equal(
            "/account/sign-in",
            (await portal.PostAsync(later, AccountEndpoints.SetUp, ("code", code), ("email", "eve@example.com"), ("password", PortalApp.Password))).Headers.Location?.ToString());

        var only = Assert.Single((await portal.WithUsersAsync((users, _) => users.ListAsync("", new PageRequest(), Stop))).Items);
        Assert.Equal(("ana@example.com", UserRoles.Administrator), (only.User.Email, only.Role));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/api-keys", Stop)).StatusCode);
    }

    [Fact]
    public async Task Bootstrap_Settings_FillAnEmptyDatabaseOnly()
    {
        using var portal = new PortalApp(host => host.UseSetting("Bootstrap:AdminEmail", "ana@example.com").UseSetting("Bootstrap:AdminPassword", "x").UseSetting("Bootstrap:ApiKey", "k"));
        using var client = portal.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "k");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/api-keys", Stop)).StatusCode);
        using var person = portal.Anonymous();
        Assert.Equal("/", (await portal.PostAsync(person, AccountEndpoints.SignIn, ("email", "ana@example.com"), ("password", "x"))).Headers.Location?.ToString());

        await portal.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Bootstrap>().Single().StartAsync(Stop);

        Assert.Single((await portal.WithUsersAsync((users, _) => users.ListAsync("", new PageRequest(), Stop))).Items);
        Assert.Single((await portal.Services.GetRequiredService<IApiKeyStore>().ListAsync(new(), Stop)).Items);
    }

    [Fact]
    public async Task Invitation_Token_SetsThePasswordOnce()
    {
        using var portal = new PortalApp();
        var (id, token) = await portal.WithUsersAsync(async (users, _) =>
        {
            var made = (UserOutcome.Done)await users.CreateAsync("ben@example.com", "Ben", UserRoles.Editor, password: null, "test", Stop);
            return (made.User.Id, (await users.InviteAsync(made.User.Id, "test", Stop))!);
        });
        using var client = portal.Anonymous();
        async Task<string?> PostAsync(string password) =>
            (await portal.PostAsync(client, AccountEndpoints.SetPassword, ("user", id), ("token", token), ("password", password))).Headers.Location?.ToString();

        Assert.StartsWith("/account/set-password?user=", await PostAsync("short"), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in?done=password", await PostAsync(PortalApp.Password));
        Assert.StartsWith("/account/set-password?user=", await PostAsync(PortalApp.Password + "2"), StringComparison.Ordinal);
        Assert.Equal("/", (await portal.PostAsync(client, AccountEndpoints.SignIn, ("email", "ben@example.com"), ("password", PortalApp.Password))).Headers.Location?.ToString());
    }
}
