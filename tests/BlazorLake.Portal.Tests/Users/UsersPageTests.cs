using BlazorLake.Domain.Access;
using BlazorLake.Persistence;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.Users;
using BlazorLake.Testing;
using Bunit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Users;

/// <summary>The page over real Identity on a SQLite file.</summary>
public sealed class UsersPageTests : PageContext, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public UsersPageTests()
    {
        Services.AddPersistence(DatabaseKind.Sqlite, $"Data Source={Path.Combine(_folder.Path, "users.db")};Pooling=False");
        Services.AddDataProtection();
        Services.AddIdentityCore<PortalUser>(identity => identity.User.RequireUniqueEmail = true)
            .AddRoles<IdentityRole>().AddEntityFrameworkStores<BlazorLakeContext>().AddDefaultTokenProviders();
        Services.AddScoped<UserAdministration>();
    }

    public async ValueTask InitializeAsync()
    {
        await Services.GetRequiredService<DatabaseState>().MigrateAsync(CancellationToken.None);
        await AddAsync("ana@example.com", UserRoles.Administrator);
    }

    [Fact]
    public async Task List_Users_ShowsEachWithRole()
    {
        await AddAsync("<b>bo</b>@example.com", UserRoles.Viewer);

        var page = RenderUsers(2);

        Assert.Empty(page.FindAll("b"));
        Assert.Equal(["Role of <b>bo</b>@example.com", "Role of ana@example.com"], page.FindAll("select").Select(s => s.GetAttribute("aria-label")!));
    }

    [Fact]
    public async Task List_MoreThanAPage_ReadsOnAndFindsByPartOfTheAddress()
    {
        for (var i = 0; i < 60; i++)
            await AddAsync($"p{i:00}@example.com", UserRoles.Viewer);
        var page = Render<UsersPage>();
        page.WaitForAssertion(() => Assert.Equal(50, page.FindComponent<CursorList<UserLine>>().Instance.Items.Count));

        page.Find("[data-load-more]").Click();
        page.WaitForAssertion(() => Assert.Equal(61, page.FindComponent<CursorList<UserLine>>().Instance.Items.DistinctBy(u => u.Email).Count()));

        page.Find("input[type=search]").Input("P07");
        page.Find("input[type=search]").Change("P07");
        page.WaitForAssertion(() => Assert.Equal("p07@example.com", Assert.Single(page.FindComponent<CursorList<UserLine>>().Instance.Items).Email));
    }

    [Fact]
    public async Task SetRole_Another_IsSaved()
    {
        await AddAsync("bo@example.com", UserRoles.Viewer);
        var page = RenderUsers(2);

        page.FindAll("select")[1].Change(UserRoles.Editor);

        page.WaitForAssertion(() => Assert.Contains("bo@example.com is now Editor.", Said));
        Assert.Equal(UserRoles.Editor, await RoleOfAsync("bo@example.com"));
    }

    [Fact]
    public async Task SetRole_LastAdministrator_SaysWhyNot()
    {
        var page = RenderUsers(1);

        page.Find("select").Change(UserRoles.Viewer);

        page.WaitForAssertion(() => Assert.Contains(Said, text => text.StartsWith("This is the last administrator", StringComparison.Ordinal)));
        Assert.Equal(UserRoles.Administrator, await RoleOfAsync("ana@example.com"));
    }

    [Fact]
    public async Task SetRole_NoLongerAdministrator_ChangesNothing()
    {
        await AddAsync("bo@example.com", UserRoles.Viewer);
        var page = RenderUsers(2);
        SignIn(UserRoles.Editor);

        page.FindAll("select")[1].Change(UserRoles.Administrator);

        Assert.Equal(UserRoles.Viewer, await RoleOfAsync("bo@example.com"));
    }

    [Fact]
    public void Disable_Oneself_IsRefused()
    {
        var page = RenderUsers(1);
        Button(page, "Disable ana@example.com").Click();
        page.WaitForAssertion(() => Assert.Contains("You cannot disable yourself. Ask another administrator.", Said));
    }

    [Fact]
    public async Task Disable_AnotherAndConfirmed_ShowsIt()
    {
        await AddAsync("bo@example.com", UserRoles.Viewer);
        var dialogs = RenderDialogs();
        var page = RenderUsers(2);

        Button(page, "Disable bo@example.com").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("button")));
        Button(dialogs, "Disable").Click();

        page.WaitForAssertion(() => Assert.Contains("Enable bo@example.com", page.FindAll("button").Select(b => b.GetAttribute("aria-label"))));
    }

    [Fact]
    public async Task Invite_Person_GivesALinkThatSetsThePassword()
    {
        var dialogs = RenderDialogs();
        var page = RenderUsers(1);

        Button(page, "Invite someone").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("#invite-email")));
        dialogs.Find("form").Submit();
        Assert.Contains("Write an e-mail address", dialogs.Markup, StringComparison.Ordinal);
        dialogs.Find("#invite-email").Change("cy@example.com");
        dialogs.Find("#invite-role").Change(UserRoles.Editor);
        dialogs.Find("form").Submit();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("pre")));
        var link = new Uri(TextOf(page.Find("pre")));
        Assert.Equal("/account/set-password", link.AbsolutePath);
        var query = link.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        await using var scope = Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<UserAdministration>().SetPasswordAsync(query["user"], query["token"], "Correct-horse-7", CancellationToken.None);
        Assert.IsType<UserOutcome.Done>(outcome);
        Assert.Equal(UserRoles.Editor, await RoleOfAsync("cy@example.com"));
    }

    private IRenderedComponent<UsersPage> RenderUsers(int count)
    {
        var page = Render<UsersPage>();
        page.WaitForAssertion(() => Assert.Equal(count, page.FindAll("select").Count));
        return page;
    }

    private async Task AddAsync(string email, string role)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { UserName = email, Email = email, DisplayName = email };
        await using var context = await scope.ServiceProvider.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<BlazorLakeContext>>().CreateDbContextAsync(CancellationToken.None);
        // Not through the manager: a hostile address must be shown harmlessly even if something else let it in.
        (user.NormalizedUserName, user.NormalizedEmail) = (users.NormalizeName(email), users.NormalizeEmail(email));
        context.Users.Add(user);
        context.UserRoles.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = role });
        await context.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<string> RoleOfAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return Assert.Single(await users.GetRolesAsync((await users.FindByEmailAsync(email))!));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _folder.Dispose();
    }
}
