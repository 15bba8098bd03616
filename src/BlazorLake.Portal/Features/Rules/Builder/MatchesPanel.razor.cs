using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Features.Events;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>Which of the newest events match while the rule is edited; each opens to its values and to why.</summary>
public sealed partial class MatchesPanel
{
    private const int MaxShown = 50;

    private bool _all;
    private EventKey? _open;
    private (EventKey Key, JsonTreeNode Tree)? _tree;

    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    [Parameter] public MatchResult? Result { get; set; }

    [Parameter] public bool HasStream { get; set; }

    [Parameter] public int UnfinishedCount { get; set; }

    /// <summary>An event to show opened at first: the one a rule is made from.</summary>
    [Parameter] public EventKey? Opened { get; set; }

    private string Width => Result is { Events.Count: > 0 } result
        ? (100.0 * result.MatchCount / result.Events.Count).ToString("0.##", CultureInfo.InvariantCulture) + "%"
        : "0";

    /// <summary>Names of the fields the rule looks at.</summary>
    private HashSet<string> Used => [.. Editor.Draft.Match.Conditions().Select(c => c.Field), .. Editor.Draft.Key];

    private IEnumerable<PreviewedEvent> Candidates => Result?.Events.Where(e => _all || e.Matched || e.Event.Key == _open) ?? [];

    private IEnumerable<PreviewedEvent> Shown => Candidates.Take(MaxShown);

    protected override void OnInitialized() => _open = Opened;

    private void Toggle(PreviewedEvent item) => _open = _open == item.Event.Key ? null : item.Event.Key;

    private JsonTreeNode Tree(PreviewedEvent item)
    {
        if (_tree?.Key != item.Event.Key)
            _tree = (item.Event.Key, JsonTreeNode.Of(item.Event.Data));
        return _tree.Value.Tree;
    }

    private void Pick(JsonTreeNode value) => EventPicks.Toggle(Editor, value);
}
