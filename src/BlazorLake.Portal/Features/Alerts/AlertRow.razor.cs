using BlazorLake.Domain.Alerts;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Events;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Alerts;

public partial class AlertRow : ComponentBase
{
    [Parameter, EditorRequired] public Alert Alert { get; set; } = null!;

    /// <summary>Where the keyboard is.</summary>
    [Parameter] public bool IsCurrent { get; set; }

    [Parameter] public bool IsSelected { get; set; }

    [Parameter] public bool ShowState { get; set; }

    [Parameter] public bool MayEdit { get; set; }

    [Parameter] public EventCallback<Alert> OnSelect { get; set; }

    [Parameter] public EventCallback<(Alert Alert, AlertAction Action)> OnAction { get; set; }

    private string Title => ShownText.Of(Alert.Title.Length > 0 ? Alert.Title : Alert.RuleName, 200);

    private string Key => KeyText.Of(Alert.Key);

    public static string ElementId(AlertId id) => $"alert-{id}";

    private Task AcknowledgeAsync() => OnAction.InvokeAsync((Alert, new AlertAction.Acknowledge()));

    private Task ResolveAsync() => OnAction.InvokeAsync((Alert, new AlertAction.Resolve()));
}
