using BlazorLake.Domain.Alerts;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Alerts;

public partial class SnoozeMenu : ComponentBase
{
    private static readonly (string Text, TimeSpan Length)[] Choices =
    [
        ("For 1 hour", TimeSpan.FromHours(1)),
        ("For 4 hours", TimeSpan.FromHours(4)),
        ("For 1 day", TimeSpan.FromDays(1)),
        ("For 1 week", TimeSpan.FromDays(7)),
    ];

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Parameter, EditorRequired] public EventCallback<AlertAction> OnSnooze { get; set; }

    private Task ChooseAsync(TimeSpan length) => OnSnooze.InvokeAsync(new AlertAction.Snooze(Clock.GetUtcNow() + length));
}
