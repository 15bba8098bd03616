using System.Net;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Features.Access;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Access;

public sealed class SignInTests(PortalApp portal) : IClassFixture<PortalApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/rules?tag=shop", "/rules?tag=shop")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task SignIn_RightPassword_GoesOnlyToPagesOfThisSite(string returnUrl, string expected)
    {
        using var client = portal.Anonymous();
        using var answer = await portal.PostAsync(
            client, AccountEndpoints.SignIn, ("email", await portal.AddUserAsync(UserRoles.Viewer)), ("password", PortalApp.Password), ("returnUrl", returnUrl));

        Assert.Equal(expected, answer.Headers.Location?.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("BlazorLake=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_WrongPasswordOrNobody_IsTheSameAnswer()
    {
        var known = await portal.AddUserAsync(UserRoles.Viewer);
        foreach (var email in new[] { known, "nobody@example.com", "" })
        {
            using var client = portal.Anonymous();
            using var answer = await portal.PostAsync(client, AccountEndpoints.SignIn, ("email", email), ("password", "wrong"), ("returnUrl", "/rules"));
            Assert.Equal("/account/sign-in?returnUrl=%2Frules&problem=credentials", answer.Headers.Location?.ToString());
            Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(c => c.StartsWith("BlazorLake=", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task SignIn_TenWrongPasswords_LocksOut()
    {
        var email = await portal.AddUserAsync(UserRoles.Viewer);
        using var client = portal.Anonymous();
        for (var i = 0; i < 10; i++)
            await portal.PostAsync(client, AccountEndpoints.SignIn, ("email", email), ("password", "wrong"));
        using var answer = await portal.PostAsync(client, AccountEndpoints.SignIn, ("email", email), ("password", PortalApp.Password));
        Assert.EndsWith("problem=lockedOut", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_Is400()
    {
        using var client = portal.Anonymous();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "a@example.com")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(AccountEndpoints.SignIn, form, Stop)).StatusCode);
    }

    [Fact]
    public async Task SignIn_DisabledPerson_IsRefused()
    {
        var email = await portal.AddUserAsync(UserRoles.Viewer);
        await portal.WithUsersAsync(async (users, manager) =>
            await users.SetDisabledAsync((await manager.FindByEmailAsync(email))!.Id, isDisabled: true, "test", Stop));
        using var client = portal.Anonymous();
        using var answer = await portal.PostAsync(client, AccountEndpoints.SignIn, ("email", email), ("password", PortalApp.Password));
        Assert.Contains("problem=", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_ByRole_HasTheRolesScopes()
    {
        var acknowledge = $"/api/v1/alerts/{Guid.Empty}/acknowledge";
        using var viewer = await portal.SignedInAsync(UserRoles.Viewer);
        using var editor = await portal.SignedInAsync(UserRoles.Editor);
        using var administrator = await portal.SignedInAsync(UserRoles.Administrator);

        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/v1/alerts", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(viewer, acknowledge, "same-origin")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("/api/v1/api-keys", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(editor, acknowledge, "same-origin")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/api/v1/api-keys", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/api/v1/api-keys", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/hangfire", Stop)).StatusCode);
        Assert.Equal("/account/access-denied", (await editor.GetAsync("/hangfire", Stop)).Headers.Location?.AbsolutePath);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData(null)]
    public async Task Cookie_ChangeFromAnotherSite_IsRefused(string? site)
    {
        using var editor = await portal.SignedInAsync(UserRoles.Editor);
        using var answer = await PostAsync(editor, $"/api/v1/alerts/{Guid.Empty}/acknowledge", site);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("own pages", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SignedOut_LeadsToSignIn()
    {
        using var client = portal.Anonymous();
        using var answer = await client.GetAsync("/rules", Stop);
        Assert.Equal("/account/sign-in?returnUrl=%2Frules", answer.Headers.Location?.PathAndQuery);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastAdministrator_CannotBeRemoved()
    {
        using var alone = new PortalApp();
        var email = await alone.AddUserAsync(UserRoles.Administrator);
        await alone.WithUsersAsync(async (users, manager) =>
        {
            var id = (await manager.FindByEmailAsync(email))!.Id;
            Assert.IsType<UserOutcome.Refused>(await users.SetRoleAsync(id, UserRoles.Viewer, "test", Stop));
            Assert.IsType<UserOutcome.Refused>(await users.SetDisabledAsync(id, isDisabled: true, "test", Stop));
            return Assert.IsType<UserOutcome.Refused>(await users.DeleteAsync(id, "test", Stop));
        });
        Assert.NotNull(alone.Services.GetService<SetUpCode>());
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string? site)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return client.SendAsync(request, Stop);
    }
}
