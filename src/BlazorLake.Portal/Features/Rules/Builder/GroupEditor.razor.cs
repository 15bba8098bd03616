using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>A group of conditions and groups, nested without limit.</summary>
public sealed partial class GroupEditor
{
    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    [Parameter, EditorRequired] public DraftGroup Group { get; set; } = null!;

    /// <summary>Of the group itself; its lines show their own.</summary>
    private IEnumerable<string> Problems => Editor.Problems
        .Where(p => (p.Pointer == Group.Pointer || p.Pointer == $"{Group.Pointer}/{Group.Kind.Member()}") && (Editor.ShowsUnfinished || !p.IsUnfinished))
        .Select(p => p.Message);

    private void SetKind(GroupKind kind)
    {
        Group.Kind = kind;
        Editor.Changed();
    }
}
