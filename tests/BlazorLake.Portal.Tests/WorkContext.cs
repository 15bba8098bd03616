using System.Text;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
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
        Audit = new FakeAuditStore(Clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IAlertStore>(Alerts);
        Services.AddSingleton<IRuleStore>(Rules);
        Services.AddSingleton<IAuditStore>(Audit);
        Services.AddSingleton<IStreamStore>(Streams);
        Services.AddSingleton<IEventArchive>(Archive);
        Services.AddSingleton<ILiveFeed>(Feed);
        Services.AddWork();
        SignIn(UserRoles.Editor);
    }

    protected FakeTimeProvider Clock { get; }

    protected FakeAlertStore Alerts { get; }

    protected FakeRuleStore Rules { get; }

    protected FakeAuditStore Audit { get; }

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

    /// <summary>A stream as it is after these events: listed, profiled, in the lake.</summary>
    protected StreamName AddStream(string name, params IReadOnlyList<string> events)
    {
        var stream = StreamName.Parse(name);
        var profile = new StreamProfile();
        for (var i = 0; i < events.Count; i++)
        {
            var item = new StreamEvent
            {
                Stream = stream,
                Id = $"e{i + 1}",
                Source = "/tests",
                Type = name,
                Time = Clock.GetUtcNow().AddSeconds(i),
                ReceivedAt = Clock.GetUtcNow(),
                Data = Encoding.UTF8.GetBytes(events[i]),
            };
            Archive.Events.Add(item);
            profile.Add(item);
        }

        var now = Clock.GetUtcNow();
        Streams.Streams.Add(new StreamSummary(stream, events.Count, 0, now, now, now));
        Streams.Profiles[stream] = StreamProfileJson.Write(profile);
        return stream;
    }
}
