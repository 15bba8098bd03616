using System.Text;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>The member names that lead to referenced fields, as a tree: what a walk over an event needs to know.</summary>
/// <remarks>Immutable; thread-safe. Nodes are numbers, the data itself is 0.</remarks>
internal sealed class PathTrie
{
    public const int Root = 0;
    public const int None = -1;

    private readonly Node[] _nodes;
    private readonly TextTable _names;
    private readonly int[] _children;

    /// <param name="tracksMissing">Slots for which it matters that some element of an array lacks them.</param>
    public PathTrie(IReadOnlyList<FieldPath> slots, IReadOnlySet<int> tracksMissing)
    {
        var names = new TextTable();
        var nodes = new List<Builder> { new() };
        for (var slot = 0; slot < slots.Count; slot++)
        {
            if (slots[slot].Attribute is not null)
                continue;
            var node = Root;
            nodes[node].TracksMissing |= tracksMissing.Contains(slot);
            foreach (var segment in slots[slot].Segments)
            {
                var name = names.Add(Encoding.UTF8.GetBytes(segment));
                if (!nodes[node].Children.TryGetValue(name, out var child))
                {
                    nodes[node].Children.Add(name, child = nodes.Count);
                    nodes.Add(new Builder());
                }

                node = child;
                nodes[node].TracksMissing |= tracksMissing.Contains(slot);
            }

            nodes[node].Slot = slot;
        }

        _names = names;
        (_nodes, _children) = Flatten(nodes, names.Count);
    }

    public int NodeCount => _nodes.Length;

    public ref readonly Node this[int node] => ref _nodes[node];

    /// <summary>The node under <paramref name="node"/> by that name; <see cref="None"/> when nobody asks for it.</summary>
    public int Find(int node, ReadOnlySpan<byte> name)
    {
        var id = _names.Find(name);
        return id < 0 ? None : ChildOf(node, id);
    }

    /// <summary>Children of a node, for those whose absence matters.</summary>
    public ReadOnlySpan<int> ChildrenOf(int node) => _children.AsSpan(_nodes[node].FirstChild, _nodes[node].ChildCount * 2);

    private int ChildOf(int node, int name)
    {
        var pairs = ChildrenOf(node);
        // Few names are asked for at each level; the widest are searched by halves.
        var (low, high) = (0, (pairs.Length / 2) - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var at = pairs[middle * 2];
            if (at == name)
                return pairs[(middle * 2) + 1];
            if (at < name)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return None;
    }

    private static (Node[] Nodes, int[] Children) Flatten(List<Builder> builders, int nameCount)
    {
        var nodes = new Node[builders.Count];
        var children = new List<int>(nameCount * 2);
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new Node(builders[i].Slot, children.Count, builders[i].Children.Count, builders[i].TracksMissing);
            foreach (var (name, child) in builders[i].Children)
            {
                children.Add(name);
                children.Add(child);
            }
        }

        return (nodes, [.. children]);
    }

    /// <param name="Slot">Of the path that ends here; -1 when none does.</param>
    public readonly record struct Node(int Slot, int FirstChild, int ChildCount, bool TracksMissing);

    private sealed class Builder
    {
        public SortedDictionary<int, int> Children { get; } = [];

        public int Slot { get; set; } = None;

        public bool TracksMissing { get; set; }
    }
}
