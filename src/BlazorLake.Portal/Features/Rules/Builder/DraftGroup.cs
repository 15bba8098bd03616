namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>Lines that hold together: all, any or none of them.</summary>
public sealed class DraftGroup : DraftNode
{
    private readonly List<DraftNode> _children = [];

    public GroupKind Kind { get; set; }

    public IReadOnlyList<DraftNode> Children => _children;

    public int IndexOf(DraftNode child) => _children.IndexOf(child);

    public void Add(DraftNode child) => Insert(_children.Count, child);

    public void Insert(int index, DraftNode child)
    {
        child.Parent?._children.Remove(child);
        child.Parent = this;
        _children.Insert(Math.Min(index, _children.Count), child);
    }

    public void Remove(DraftNode child)
    {
        if (_children.Remove(child))
            child.Parent = null;
    }

    public void Replace(DraftNode child, DraftNode by)
    {
        var index = IndexOf(child);
        Remove(child);
        Insert(index, by);
    }

    /// <summary>Every condition below, in reading order.</summary>
    public IEnumerable<DraftCondition> Conditions() => Descendants().OfType<DraftCondition>();

    /// <summary>Every line below, in reading order. No recursion: groups nest without limit.</summary>
    public IEnumerable<DraftNode> Descendants()
    {
        var open = new Stack<DraftNode>(_children.AsEnumerable().Reverse());
        while (open.TryPop(out var node))
        {
            yield return node;
            if (node is DraftGroup group)
            {
                for (var i = group._children.Count - 1; i >= 0; i--)
                    open.Push(group._children[i]);
            }
        }
    }
}
