using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>The member names that lead to referenced fields, as a tree: what a walk over an event needs to know.</summary>
/// <remarks>Immutable; thread-safe. Nodes are numbers, the data itself is 0. Each node has a small table of its children by the first bytes and the length of their names.</remarks>
internal sealed class PathTrie
{
    public const int Root = 0;
    public const int None = -1;

    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    private readonly Node[] _nodes;
    private readonly Entry[] _entries;
    private readonly int[][] _children;

    /// <param name="tracksMissing">Slots for which it matters that some element of an array lacks them.</param>
    public PathTrie(IReadOnlyList<FieldPath> slots, IReadOnlySet<int> tracksMissing)
    {
        var nodes = new List<Builder> { new() };
        for (var slot = 0; slot < slots.Count; slot++)
        {
            if (slots[slot].Attribute is not null)
                continue;
            var node = Root;
            nodes[node].TracksMissing |= tracksMissing.Contains(slot);
            foreach (var segment in slots[slot].Segments)
            {
                if (!nodes[node].Children.TryGetValue(segment, out var child))
                {
                    nodes[node].Children.Add(segment, child = nodes.Count);
                    nodes.Add(new Builder());
                }

                node = child;
                nodes[node].TracksMissing |= tracksMissing.Contains(slot);
            }

            nodes[node].Slot = slot;
        }

        _nodes = new Node[nodes.Count];
        _entries = Flatten(nodes, _nodes);
        _children = [.. nodes.Select(n => n.Children.Values.ToArray())];
    }

    public int NodeCount => _nodes.Length;

    public ref readonly Node this[int node] => ref _nodes[node];

    /// <summary>The node under <paramref name="node"/> by that name; <see cref="None"/> when nobody asks for it.</summary>
    public int Find(int node, ReadOnlySpan<byte> name)
    {
        ref readonly var place = ref _nodes[node];
        if ((place.Lengths & (1UL << Math.Min(name.Length, 63))) == 0)
            return None;
        var head = HeadOf(name);
        for (var at = PlaceOf(head, name.Length); ; at++)
        {
            ref readonly var entry = ref _entries[place.FirstEntry + (at & place.EntryMask)];
            if (entry.Child == None || (entry.Head == head && entry.Name!.Length == name.Length && (name.Length <= 8 || name.SequenceEqual(entry.Name))))
                return entry.Child;
        }
    }

    /// <summary>Children of a node, for those whose absence matters.</summary>
    public ReadOnlySpan<int> ChildrenOf(int node) => _children[node];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(ulong head, int length) => (int)(((head + (ulong)length) * Factor) >> 40);

    private static ulong HeadOf(ReadOnlySpan<byte> name)
    {
        Span<byte> head = stackalloc byte[8];
        head.Clear();
        name[..Math.Min(8, name.Length)].CopyTo(head);
        return MemoryMarshal.Read<ulong>(head);
    }

    private static Entry[] Flatten(List<Builder> builders, Node[] nodes)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < nodes.Length; i++)
        {
            var children = builders[i].Children;
            var table = new Entry[BitOperations.RoundUpToPowerOf2((uint)(children.Count * 2) + 1)];
            table.AsSpan().Fill(new Entry(0, null, None));
            foreach (var (segment, child) in children)
            {
                var name = Encoding.UTF8.GetBytes(segment);
                var at = PlaceOf(HeadOf(name), name.Length);
                while (table[at & (table.Length - 1)].Child != None)
                    at++;
                table[at & (table.Length - 1)] = new Entry(HeadOf(name), name, child);
            }

            nodes[i] = new Node(builders[i].Slot, entries.Count, table.Length - 1, children.Count, LengthsOf(children.Keys), builders[i].TracksMissing);
            entries.AddRange(table);
        }

        return [.. entries];
    }

    private static ulong LengthsOf(IEnumerable<string> names) => names.Aggregate(0UL, (all, name) => all | (1UL << Math.Min(Encoding.UTF8.GetByteCount(name), 63)));

    /// <param name="Slot">Of the path that ends here; -1 when none does.</param>
    /// <param name="Lengths">Bits of how many bytes the names of children have; the highest for all that are longer.</param>
    public readonly record struct Node(int Slot, int FirstEntry, int EntryMask, int ChildCount, ulong Lengths, bool TracksMissing);

    /// <param name="Head">The first 8 bytes of the name.</param>
    private readonly record struct Entry(ulong Head, byte[]? Name, int Child);

    private sealed class Builder
    {
        public Dictionary<string, int> Children { get; } = new(StringComparer.Ordinal);

        public int Slot { get; set; } = None;

        public bool TracksMissing { get; set; }
    }
}
