using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Events;

public partial class JsonTreeItem : ComponentBase
{
    private const int OpenToDepth = 2;
    private const int OpenUpTo = 30;

    private bool _open;

    [Parameter, EditorRequired] public JsonTreeNode Node { get; set; } = null!;

    [Parameter] public int Depth { get; set; }

    [Parameter] public EventCallback<JsonTreeNode> OnPick { get; set; }

    [Parameter] public Func<JsonTreeNode, bool>? IsPicked { get; set; }

    [Parameter] public string? PickHint { get; set; }

    private bool Picked => IsPicked?.Invoke(Node) ?? false;

    protected override void OnInitialized() => _open = Depth < OpenToDepth && Node.Children.Count <= OpenUpTo;
}
