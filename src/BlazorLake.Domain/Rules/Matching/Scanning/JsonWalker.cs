using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Walks once over an event's JSON and notes the values of referenced fields; what no rule reads is stepped over from bracket to bracket.</summary>
/// <remarks>
/// The JSON was checked when it was accepted and is not checked again. For text that is not JSON the answer may be no, but never a crash or a read past the end.
/// An object is left as soon as all that is wanted of it was seen, which is right also within arrays because member names are unique.
/// </remarks>
internal ref struct JsonWalker
{
    private const int Malformed = -1;
    private const int NoName = -2;
    private const int MostNested = 1_000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly PathTrie _trie;
    private readonly EventFields _fields;
    private JsonMarks _marks;
    private int _depth;
    private int _nameCount;

    private JsonWalker(ReadOnlySpan<byte> json, PathTrie trie, EventFields fields)
    {
        _json = json;
        _trie = trie;
        _fields = fields;
        _marks = new JsonMarks(json, fields.Marks, fields.QuotesOf(json.Length));
    }

    /// <summary>False when the walk met something that is not JSON; then what was noted means nothing.</summary>
    public static bool TryWalk(ReadOnlySpan<byte> json, PathTrie trie, EventFields fields)
    {
        if (trie[PathTrie.Root].ChildCount == 0)
            return true;
        try
        {
            var walker = new JsonWalker(json, trie, fields);
            return walker.Value(walker.SkipBlanks(0), PathTrie.Root, inArray: false) != Malformed;
        }
        catch (Exception defect) when (defect is JsonException or InvalidOperationException)
        {
            // A string with an escape that stands for nothing.
            return false;
        }
    }

    /// <summary>The place after the value.</summary>
    private int Value(int at, int node, bool inArray)
    {
        if ((uint)at >= (uint)_json.Length)
            return Malformed;
        switch (_json[at])
        {
            case (byte)'"':
                return Text(at, node, inArray);
            case (byte)'{':
                return Object(at, node, inArray);
            case (byte)'[':
                return Array(at, node);
            default:
                return Scalar(at, node, inArray);
        }
    }

    private int Text(int at, int node, bool inArray)
    {
        var close = _marks.NextQuote(at + 1);
        if (close >= _json.Length)
            return Malformed;
        ref readonly var place = ref _trie[node];
        if (place.Slot >= 0)
        {
            if (_marks.HasBackslash && _json[at..close].Contains((byte)'\\'))
                _fields.AddEscaped(place.Slot, _json[at..(close + 1)]);
            else
                _fields.Add(place.Slot, RawKind.Text, at + 1, close - at - 1);
        }

        if (inArray && place.TracksMissing)
            MissBelow(node);
        return close + 1;
    }

    private int Scalar(int at, int node, bool inArray)
    {
        var kind = _json[at] switch
        {
            (byte)'t' => RawKind.True,
            (byte)'f' => RawKind.False,
            (byte)'n' => RawKind.Null,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => RawKind.Number,
            _ => RawKind.Object,
        };
        if (kind == RawKind.Object)
            return Malformed;
        var end = EndOfScalar(at);
        ref readonly var place = ref _trie[node];
        if (place.Slot >= 0)
            _fields.Add(place.Slot, kind, at, end - at);
        if (inArray && place.TracksMissing)
            MissBelow(node);
        return end;
    }

    private readonly int EndOfScalar(int at)
    {
        for (; at + Vector128<byte>.Count <= _json.Length; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_json), (nuint)at);
            // The closing brackets are alike but for this bit; the two others alike are the same two.
            var ends = Vector128.Equals(bytes | Vector128.Create((byte)0x20), Vector128.Create((byte)'}'))
                | Vector128.Equals(bytes, Vector128.Create((byte)','))
                | Vector128.LessThanOrEqual(bytes, Vector128.Create((byte)' '));
            if (ends.ExtractMostSignificantBits() is var found and not 0)
                return at + BitOperations.TrailingZeroCount(found);
        }

        while (at < _json.Length && _json[at] is not ((byte)',' or (byte)'}' or (byte)']' or <= (byte)' '))
            at++;
        return at;
    }

    private int Array(int at, int node)
    {
        if (_marks.Next() != at || ++_depth > MostNested)
            return Malformed;
        if (_trie[node].Slot >= 0)
            _fields.SetPresent(_trie[node].Slot);
        at++;
        while (true)
        {
            at = SkipBlanks(at);
            if ((uint)at >= (uint)_json.Length)
                return Malformed;
            if (_json[at] == (byte)']')
            {
                _depth--;
                return _marks.Next() == at ? at + 1 : Malformed;
            }

            if (_json[at] == (byte)',')
                at++;
            else if ((at = Value(at, node, inArray: true)) == Malformed)
                return Malformed;
        }
    }

    private int Object(int at, int node, bool inArray)
    {
        if (_marks.Next() != at)
            return Malformed;
        ref readonly var place = ref _trie[node];
        if (place.Slot >= 0)
            _fields.Add(place.Slot, RawKind.Object, at, 0);
        if (place.ChildCount == 0)
            return SkipToEnd();
        if (++_depth > MostNested)
            return Malformed;
        var end = Members(node, inArray, place.ChildCount, inArray && place.TracksMissing ? _fields.NextObject() : 0);
        _depth--;
        return end;
    }

    /// <param name="remembered">Number of the object; 0 when nobody asks which members it has not.</param>
    private int Members(int node, bool inArray, int wanted, uint remembered)
    {
        while (true)
        {
            var mark = _marks.Next();
            if ((uint)mark >= (uint)_json.Length)
                return Malformed;
            switch (_json[mark])
            {
                case (byte)':':
                    var child = ChildAt(mark, node);
                    if (child < 0)
                    {
                        if (child == NoName)
                            return Malformed;
                        continue;
                    }

                    if (remembered > 0)
                        _fields.See(child, remembered);
                    if (Value(SkipBlanks(mark + 1), child, inArray) == Malformed)
                        return Malformed;
                    if (--wanted == 0)
                        return node == PathTrie.Root && !inArray ? _json.Length : SkipToEnd();
                    break;
                case (byte)'{' or (byte)'[':
                    // The value of a member that nobody asks for.
                    if (SkipToEnd() == Malformed)
                        return Malformed;
                    break;
                case (byte)'}':
                    if (remembered > 0)
                        MissUnseen(node, remembered);
                    return mark + 1;
                default:
                    return Malformed;
            }
        }
    }

    /// <summary>The child of the node by the name before a colon; negative when nobody asks for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ChildAt(int colon, int node)
    {
        if (_nameCount == NameGuess.Most || _marks.HasBackslash)
            return FindChild(colon, node, out _);
        ref var guess = ref _fields.Names[_nameCount++];
        return guess.TryFind(_json, colon, node, out var child) ? child : Learn(ref guess, colon, node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int Learn(ref NameGuess guess, int colon, int node)
    {
        var child = FindChild(colon, node, out var open);
        if (child != NoName)
            guess.Learn(_json, open, colon, node, child);
        return child;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int FindChild(int colon, int node, out int open)
    {
        var close = colon - 1;
        while (close >= 0 && _json[close] <= (byte)' ')
            close--;
        open = close > 0 ? _marks.QuoteBefore(close) : -1;
        return open < 0 ? NoName : _trie.Find(node, NameAt(open, close));
    }

    private readonly ReadOnlySpan<byte> NameAt(int open, int close)
    {
        var name = _json[(open + 1)..close];
        return _marks.HasBackslash && name.Contains((byte)'\\') ? _fields.UnescapeName(_json[open..(close + 1)]) : name;
    }

    /// <summary>Leaves the object or array whose opening bracket was the last mark.</summary>
    private int SkipToEnd()
    {
        var open = 1;
        while (true)
        {
            var mark = _marks.Next();
            if ((uint)mark >= (uint)_json.Length)
                return Malformed;
            var bracket = _json[mark];
            if (bracket == (byte)':')
                continue;
            open += (bracket & 6) == 2 ? 1 : -1;
            if (open == 0)
                return mark + 1;
        }
    }

    private readonly int SkipBlanks(int at)
    {
        while ((uint)at < (uint)_json.Length && _json[at] <= (byte)' ')
            at++;
        return at;
    }

    private readonly void MissUnseen(int node, uint inObject)
    {
        foreach (var child in _trie.ChildrenOf(node))
        {
            if (_trie[child].TracksMissing && !_fields.IsSeen(child, inObject))
                Miss(child);
        }
    }

    private readonly void MissBelow(int node)
    {
        foreach (var child in _trie.ChildrenOf(node))
            Miss(child);
    }

    private readonly void Miss(int node)
    {
        if (_trie[node].Slot >= 0)
            _fields.SetMissing(_trie[node].Slot);
        MissBelow(node);
    }
}
