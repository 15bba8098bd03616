using BlazorLake.Domain.Alerts;
using BlazorLake.Portal.Features.Alerts;
using BlazorLake.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Portal.Tests.Alerts;

public class AlertInboxTests
{
    private readonly FakeAlertStore _store = new(new FakeTimeProvider(Samples.At));

    [Fact]
    public async Task Ensure_MoreThanAPage_ReadsOnByCursorWithoutRepeating()
    {
        var inbox = await LoadAsync(250);
        Assert.Equal(100, inbox.Alerts.Count);

        await inbox.EnsureAsync(230, Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(250, inbox.Alerts.Count);
        Assert.Equal(250, inbox.Alerts.Select(a => a.Id).Distinct().Count());
        Assert.False(inbox.HasMore);
    }

    [Fact]
    public async Task Refresh_FurtherPagesLoaded_KeepsThem()
    {
        var inbox = await LoadAsync(250);
        await inbox.EnsureAsync(250, Xunit.TestContext.Current.CancellationToken);
        _store.Add("new");

        await inbox.RefreshAsync(Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(251, inbox.Alerts.Count);
        Assert.Equal("new", inbox.Alerts[0].Title);
        Assert.Equal(251, inbox.Alerts.Select(a => a.Id).Distinct().Count());
    }

    [Fact]
    public async Task Apply_OccurrenceJoined_MovesItToTheTop()
    {
        var inbox = await LoadAsync(3);

        inbox.Apply([inbox.Alerts[2] with { OccurrenceCount = 2, LastAt = Samples.At.AddHours(1) }]);

        Assert.Equal(["0", "2", "1"], inbox.Alerts.Select(a => a.Title));
    }

    [Fact]
    public async Task Apply_OlderThanWhatIsShown_ChangesNothing()
    {
        var inbox = await LoadAsync(1);

        Assert.False(inbox.Apply([inbox.Alerts[0] with { State = AlertState.Resolved, UpdatedAt = Samples.At.AddHours(-1) }]));
        Assert.Equal(AlertState.Open, inbox.Alerts[0].State);
    }

    [Fact]
    public async Task Apply_Resolved_LeavesTheViewAndTheCount()
    {
        var inbox = await LoadAsync(2);

        Assert.True(inbox.Apply([inbox.Alerts[0] with { State = AlertState.Resolved }]));

        Assert.Equal(["0"], inbox.Alerts.Select(a => a.Title));
        Assert.Equal((1L, 1L), (inbox.Counts[AlertState.Open], inbox.Counts[AlertState.Resolved]));
    }

    [Fact]
    public async Task Apply_BeyondWhatIsLoaded_IsLeftForLater()
    {
        var inbox = await LoadAsync(150);
        var old = inbox.Alerts[0] with { Id = new AlertId(Guid.CreateVersion7(Samples.At)), LastAt = Samples.At.AddDays(-1) };

        Assert.False(inbox.Apply([old]));
        Assert.Equal(100, inbox.Alerts.Count);
    }

    private async Task<AlertInbox> LoadAsync(int count)
    {
        for (var i = 0; i < count; i++)
            _store.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var inbox = new AlertInbox(_store);
        await inbox.LoadAsync(AlertQuery.Default, Xunit.TestContext.Current.CancellationToken);
        return inbox;
    }
}
