using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>What the referenced fields of one event are: found in one walk, then read by every rule.</summary>
/// <remarks>One thread at a time; reused from event to event without allocating.</remarks>
internal sealed class EventFields(int slotCount, int nodeCount)
{
    private const int KeptValues = 4_096;
    private const int KeptBytes = 64 * 1024;
    private const byte Present = 1;
    private const byte Missing = 2;

    private readonly int[] _last = NewLast(slotCount);
    private readonly byte[] _flags = new byte[slotCount];
    private readonly int[] _touched = new int[slotCount];
    private readonly uint[] _seenIn = new uint[nodeCount];
    private uint _object;
    private RawValue[] _values = new RawValue[Math.Max(16, slotCount)];
    private byte[] _aside = new byte[256];
    private ulong[] _quotes = new ulong[64];
    private int _touchedCount;
    private int _valueCount;
    private int _asideLength;

    /// <summary>Room for the marks of a walk.</summary>
    public int[] Marks { get; } = new int[JsonMarks.MarksRoom];

    /// <summary>By their order, the names of the event before.</summary>
    public NameGuess[] Names { get; } = new NameGuess[NameGuess.Most];

    /// <summary>Room for the places of quotation marks in a text of so many bytes.</summary>
    public Span<ulong> QuotesOf(int length)
    {
        if (JsonMarks.WordsOf(length) > _quotes.Length)
            _quotes = new ulong[JsonMarks.WordsOf(length) * 2];
        return _quotes;
    }

    /// <summary>Slots that are there, or lacking in some element of an array.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    /// <summary>The index of the value found last; -1 when there is none.</summary>
    public int LastOf(int slot) => _last[slot];

    public ref readonly RawValue this[int index] => ref _values[index];

    public bool IsPresent(int slot) => (_flags[slot] & Present) != 0;

    /// <summary>The path leads nowhere, be it only for some element of an array on its way.</summary>
    public bool IsMissing(int slot) => (_flags[slot] & Present) == 0 || (_flags[slot] & Missing) != 0;

    public ReadOnlySpan<byte> TextOf(in RawValue value, ReadOnlySpan<byte> json) => value.IsAside ? _aside.AsSpan(value.Start, value.Length) : json.Slice(value.Start, value.Length);

    public void Clear()
    {
        foreach (var slot in Touched)
        {
            _last[slot] = -1;
            _flags[slot] = 0;
        }

        _touchedCount = _valueCount = _asideLength = 0;
        if (_object > 0)
            _seenIn.AsSpan().Clear();
        _object = 0;
        if (_values.Length > KeptValues + slotCount)
            _values = new RawValue[KeptValues + slotCount];
        if (_aside.Length > KeptBytes)
            _aside = new byte[KeptBytes];
        if (_quotes.Length > KeptBytes / sizeof(ulong))
            _quotes = new ulong[64];
    }

    /// <summary>A number for an object of this event, by which it is remembered which members it has.</summary>
    public uint NextObject() => ++_object;

    public void See(int node, uint inObject) => _seenIn[node] = inObject;

    public bool IsSeen(int node, uint inObject) => _seenIn[node] == inObject;

    public void SetPresent(int slot) => Touch(slot, Present);

    public void SetMissing(int slot) => Touch(slot, Missing);

    public void Add(int slot, RawKind kind, int start, int length) => Add(slot, kind, isAside: false, isTime: false, start, length);

    /// <param name="quoted">A JSON string with its quotation marks and escapes.</param>
    public void AddEscaped(int slot, ReadOnlySpan<byte> quoted)
    {
        var length = Unescape(quoted);
        Add(slot, RawKind.Text, isAside: true, isTime: false, _asideLength, length);
        _asideLength += length;
    }

    public void AddAttribute(int slot, string text, bool isTime)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, _aside.AsSpan(_asideLength));
        Add(slot, RawKind.Text, isAside: true, isTime, _asideLength, length);
        _asideLength += length;
    }

    /// <summary>Holds until the next call.</summary>
    public ReadOnlySpan<byte> UnescapeName(ReadOnlySpan<byte> quoted)
    {
        var length = Unescape(quoted);
        return _aside.AsSpan(_asideLength, length);
    }

    private int Unescape(ReadOnlySpan<byte> quoted)
    {
        Reserve(quoted.Length);
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.CopyString(_aside.AsSpan(_asideLength));
    }

    private void Reserve(int size)
    {
        if (_asideLength + size > _aside.Length)
            Array.Resize(ref _aside, Math.Max(_aside.Length * 2, _asideLength + size));
    }

    private void Add(int slot, RawKind kind, bool isAside, bool isTime, int start, int length)
    {
        Touch(slot, Present);
        if (_valueCount == _values.Length)
            Array.Resize(ref _values, _valueCount * 2);
        _values[_valueCount] = new RawValue(kind, isAside, isTime, start, length, _last[slot]);
        _last[slot] = _valueCount++;
    }

    private void Touch(int slot, byte flag)
    {
        if (_flags[slot] == 0)
            _touched[_touchedCount++] = slot;
        _flags[slot] |= flag;
    }

    private static int[] NewLast(int count)
    {
        var last = new int[count];
        last.AsSpan().Fill(-1);
        return last;
    }
}
