using BlazorLake.Domain.Alerts;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>The inbox by keyboard: go, choose, acknowledge, resolve.</summary>
public sealed partial class AlertsPage
{
    private async Task PressAsync(string key)
    {
        if (key == "?")
            _help = !_help;
        else if (key is "j" or "k")
            await StepAsync(key == "j" ? 1 : -1);
        else if (_current is { } current && _inbox.Alerts.FirstOrDefault(a => a.Id == current) is { } alert && _mayEdit)
            await PressAsync(key, alert);
        StateHasChanged();
    }

    private async Task PressAsync(string key, Alert alert)
    {
        if (key == "x")
        {
            ToggleSelected(alert);
            return;
        }

        var next = Neighbour(1) ?? Neighbour(-1);
        IReadOnlyCollection<AlertId> ids = _selected.Count > 0 ? [.. _selected] : [alert.Id];
        await ChangeAsync(ids, key == "a" ? new AlertAction.Acknowledge() : new AlertAction.Resolve());
        if (_inbox.Alerts.All(a => a.Id != alert.Id))
            _current = next;
    }

    private async Task StepAsync(int by)
    {
        _current = Neighbour(by) ?? _current;
        StateHasChanged();
        if (_current is { } current && _shortcuts is not null)
            await _shortcuts.RevealAsync(AlertRow.ElementId(current));
    }

    private AlertId? Neighbour(int by)
    {
        var index = _current is { } current ? _inbox.Alerts.ToList().FindIndex(a => a.Id == current) + by : 0;
        return index >= 0 && index < _inbox.Alerts.Count ? _inbox.Alerts[index].Id : null;
    }
}
