using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Lake;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Hosting;
using BlazorLake.Testing.Fakes;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace BlazorLake.Portal.Tests;

/// <summary>A page with everything it asks for: stores in memory, a clock that stands still, somebody signed in.</summary>
public abstract class WorkContext : BunitContext
{
    protected WorkContext()
    {
        Clock = new FakeTimeProvider(Samples.At);
        Alerts = new FakeAlertStore(Clock);
        Rules = new FakeRuleStore(Clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IAlertStore>(Alerts);
        Services.AddSingleton<IRuleStore>(Rules);
        Services.AddSingleton<IStreamStore>(Streams);
        Services.AddSingleton<IEventArchive>(Archive);
        Services.AddSingleton<ILiveFeed>(Feed);
        Services.AddWork();
        SignIn(UserRoles.Editor);
    }

    protected FakeTimeProvider Clock { get; }

    protected FakeAlertStore Alerts { get; }

    protected FakeRuleStore Rules { get; }

    protected FakeStreamStore Streams { get; } = new();

    protected FakeEventArchive Archive { get; } = new();

    protected FakeLiveFeed Feed { get; } = new();

    protected BunitAuthorizationContext Authorization { get; private set; } = null!;

    /// <summary>As somebody of <paramref name="role"/>, who passes the checks for the roles below too.</summary>
    protected void SignIn(string role)
    {
        Authorization ??= AddAuthorization();
        Authorization.SetAuthorized("ana@example.com");
        Authorization.SetRoles(role);
        Authorization.SetPolicies([.. UserRoles.All.Where(policy => UserRoles.AtLeast(policy).Contains(role))]);
    }
}
