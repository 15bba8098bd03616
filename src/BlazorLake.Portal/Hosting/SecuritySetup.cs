using BlazorLake.Domain.Access;
using BlazorLake.Persistence;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Hosting;

/// <summary>Who may do what. Everything is closed unless it says who may enter: an endpoint names a scope, a page a role.</summary>
internal static class SecuritySetup
{
    private const string EitherScheme = "BlazorLake";

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        AddKeys(builder);
        AddUsers(builder.Services);
        AddAuthentication(builder.Services);
        AddPolicies(builder.Services);
        builder.Services.AddOptions<BootstrapOptions>().BindConfiguration("Bootstrap").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ApiKeyLookup>();
        builder.Services.AddSingleton<SetUpCode>();
        builder.Services.AddSingleton<FirstAdministrator>();
        builder.Services.AddScoped<UserAdministration>();
        builder.Services.AddScoped<SignInLog>();
        builder.Services.AddHostedService<Bootstrap>();
    }

    /// <summary>Keys that protect cookies: in the data folder, or in PostgreSQL, where several portals share them.</summary>
    private static void AddKeys(WebApplicationBuilder builder)
    {
        var settings = builder.Settings();
        var protection = builder.Services.AddDataProtection().SetApplicationName("BlazorLake");
        if (settings.Database == DatabaseKind.PostgreSql)
            protection.PersistKeysToDbContext<BlazorLakeContext>();
        else
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataDirectory, "keys")));
        // It warns at each new key that there is no operating system secret to wrap it with; the folder's and the database's rights protect them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static void AddUsers(IServiceCollection services)
    {
        services.AddIdentityCore<PortalUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                // Length is what counts (NIST SP 800-63B); rules of composition only make passwords alike.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = 8,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 3,
                };
                identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 10, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<BlazorLakeContext>()
            .AddClaimsPrincipalFactory<PortalClaims>()
            .AddSignInManager<PortalSignInManager>()
            .AddErrorDescriber<AccountErrors>()
            .AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = RevalidatingAuthentication.SecurityInterval);
        services.AddScoped<AuthenticationStateProvider, RevalidatingAuthentication>();
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, displayName: null, either => either.ForwardDefaultSelector = context =>
                ApiKeyAuthentication.IsMeant(context.Request) ? ApiKeyAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, configureOptions: null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "BlazorLake";
            cookie.LoginPath = PortalUrls.SignIn;
            cookie.LogoutPath = PortalUrls.SignOut;
            cookie.AccessDeniedPath = PortalUrls.AccessDenied;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Events.OnRedirectToLogin = context => AnswerApi(context, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => AnswerApi(context, StatusCodes.Status403Forbidden);
        });
    }

    /// <summary>A program is told by a status, a person is taken to a page.</summary>
    private static Task AnswerApi(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            context.Response.StatusCode = status;
            if (status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static void AddPolicies(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.AddRequirements(new ScopeRequirement(scope)));
        foreach (var role in UserRoles.All)
            authorization.AddPolicy(role, policy => policy.RequireRole(UserRoles.AtLeast(role)));
        var signedIn = new AuthorizationPolicyBuilder().RequireRole(UserRoles.AtLeast(UserRoles.Viewer)).Build();
        authorization.SetDefaultPolicy(signedIn).SetFallbackPolicy(signedIn);
    }
}
