using ParquetSharp;

namespace BlazorLake.Lake.Writing;

/// <summary>One field of the data, with its columns by kind of value and the fields inside it.</summary>
internal sealed class FieldNode(byte[] name)
{
    private const int ScanLimit = 8;

    private readonly List<FieldNode> _children = [];
    private Dictionary<byte[], FieldNode>.AlternateLookup<ReadOnlySpan<byte>>? _index;
    private int _expected;

    public byte[] Name { get; } = name;

    public Column<ByteArray>? Text { get; set; }

    public Column<long>? Whole { get; set; }

    public Column<double>? Number { get; set; }

    public Column<bool>? Flag { get; set; }

    public bool HasColumn => Text is not null || Whole is not null || Number is not null || Flag is not null;

    /// <summary>Null when it is not known. Producers repeat the order of members, so the one after the last found is tried first.</summary>
    public FieldNode? Find(ReadOnlySpan<byte> child)
    {
        var children = _children;
        if ((uint)_expected < (uint)children.Count && child.SequenceEqual(children[_expected].Name))
            return children[_expected++];
        if (children.Count > ScanLimit)
            return _index!.Value.TryGetValue(child, out var indexed) ? indexed : null;
        for (var i = 0; i < children.Count; i++)
        {
            if (child.SequenceEqual(children[i].Name))
            {
                _expected = i + 1;
                return children[i];
            }
        }

        return null;
    }

    /// <summary>To be called at the start of each object, so that the expected order starts again.</summary>
    public void Restart() => _expected = 0;

    public FieldNode Add(ReadOnlySpan<byte> child)
    {
        var node = new FieldNode(child.ToArray());
        _children.Add(node);
        if (_children.Count == ScanLimit + 1)
        {
            var index = new Dictionary<byte[], FieldNode>(Utf8NameComparer.Instance);
            foreach (var known in _children)
                index.Add(known.Name, known);
            _index = index.GetAlternateLookup<ReadOnlySpan<byte>>();
        }
        else if (_index is { } index)
        {
            index.Dictionary.Add(node.Name, node);
        }

        return node;
    }
}
