using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Events;

/// <summary>Finds member names that occur twice in one object, after unescaping.</summary>
/// <remarks>
/// Names of open objects lie on one stack. Up to <see cref="FewNames"/> are compared with each other as they come (most differ in their first bytes or length, one
/// comparison of 64 bits); the names of larger objects are sorted once, at their end, so that hostile input costs n log n. Memory is bounded by the body.
/// </remarks>
internal sealed class MemberNames
{
    private const int FewNames = 24;
    private const int KeptNames = 16_384;

    private Entry[] _entries = new Entry[64];
    private int[] _starts = new int[16];
    private byte[] _unescaped = [];
    private int _count;
    private int _depth;
    private int _unescapedSize;

    /// <summary>Forgets all names, and memory beyond <see cref="KeptNames"/> that one large body needed.</summary>
    public void Start()
    {
        _count = _depth = _unescapedSize = 0;
        if (_entries.Length > KeptNames || _unescaped.Length > KeptNames)
            (_entries, _unescaped) = (new Entry[64], []);
    }

    public void Enter()
    {
        if (_depth == _starts.Length)
            Array.Resize(ref _starts, _depth * 2);
        _starts[_depth++] = _count;
    }

    /// <summary>Adds the name the reader stands on to the innermost object; null, or what is wrong.</summary>
    public string? Add(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var added = reader.ValueIsEscaped
            ? Unescape(ref reader)
            : new Entry((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, IsUnescaped: false, Head(reader.ValueSpan));
        var names = _entries.AsSpan(_starts[_depth - 1].._count);
        if (names.Length < FewNames)
        {
            foreach (ref readonly var name in names)
            {
                if (name.Head == added.Head && (added.Length < 8 || Text(name, body).SequenceEqual(Text(added, body))))
                    return Twice(added, body);
            }
        }

        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        _entries[_count++] = added;
        return null;
    }

    /// <summary>Ends the innermost object; null, or what is wrong.</summary>
    public string? Leave(ReadOnlySpan<byte> body)
    {
        var start = _starts[--_depth];
        var count = _count - start;
        _count = start;
        return count <= FewNames ? null : FindTwin(_entries.AsSpan(start, count), body);
    }

    private string? FindTwin(Span<Entry> names, ReadOnlySpan<byte> body)
    {
        names.Sort(static (a, b) => a.Head.CompareTo(b.Head));
        for (var from = 0; from < names.Length;)
        {
            var to = from + 1;
            while (to < names.Length && names[to].Head == names[from].Head)
                to++;
            if (to - from > 1 && FindTwinOfOneHead(names[from..to], body) is { } error)
                return error;
            from = to;
        }

        return null;
    }

    private string? FindTwinOfOneHead(ReadOnlySpan<Entry> names, ReadOnlySpan<byte> body)
    {
        if (names[0].Length < 8)
            return Twice(names[0], body);
        var seen = new HashSet<string>(names.Length, StringComparer.Ordinal);
        foreach (ref readonly var name in names)
        {
            if (!seen.Add(Encoding.Latin1.GetString(Text(name, body))))
                return Twice(name, body);
        }

        return null;
    }

    private Entry Unescape(ref Utf8JsonReader reader)
    {
        var needed = _unescapedSize + reader.ValueSpan.Length;
        if (_unescaped.Length < needed)
            Array.Resize(ref _unescaped, Math.Max(needed, 256) * 2);
        var size = reader.CopyString(_unescaped.AsSpan(_unescapedSize));
        var start = _unescapedSize;
        _unescapedSize += size;
        return new Entry(start, size, IsUnescaped: true, Head(_unescaped.AsSpan(start, size)));
    }

    private ReadOnlySpan<byte> Text(in Entry name, ReadOnlySpan<byte> body) =>
        name.IsUnescaped ? _unescaped.AsSpan(name.Start, name.Length) : body.Slice(name.Start, name.Length);

    private string Twice(in Entry name, ReadOnlySpan<byte> body) =>
        $"The member name \"{EventText.Shorten(Encoding.UTF8.GetString(Text(name, body)), 100)}\" occurs twice in one object; names must be unique.";

    /// <summary>Length (up to 255) and the first 7 bytes: equal for equal names, and enough to tell names of up to 7 bytes apart.</summary>
    private static ulong Head(ReadOnlySpan<byte> name)
    {
        var length = (ulong)Math.Min(name.Length, 255) << 56;
        if (name.Length >= 8)
            return length | (BinaryPrimitives.ReadUInt64LittleEndian(name) & 0x00FF_FFFF_FFFF_FFFF);
        var head = 0UL;
        for (var i = 0; i < name.Length; i++)
            head |= (ulong)name[i] << (i * 8);
        return length | head;
    }

    private readonly record struct Entry(int Start, int Length, bool IsUnescaped, ulong Head);
}
