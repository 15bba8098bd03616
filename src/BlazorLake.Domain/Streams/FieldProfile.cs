using System.Globalization;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Streams;

/// <summary>What was seen in one field of a stream; values are JSON scalars as text (<c>"FR"</c>, <c>12.50</c>, <c>true</c>).</summary>
public sealed class FieldProfile
{
    public const int MaxExamples = 5;

    /// <summary>Characters of a value's JSON text; longer ones are cut in examples and not counted among <see cref="TopValues"/>.</summary>
    public const int MaxValueLength = 100;

    private readonly List<string> _examples = [];
    private long _lastSample;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;

    internal FieldProfile(string path) => Path = path;

    /// <summary>As rules spell it: <c>customer.tier</c>, <c>"a.b".c</c>.</summary>
    public string Path { get; }

    public FieldTypes Types { get; private set; }

    /// <summary>Sampled events that had the field, null included.</summary>
    public long Count { get; private set; }

    /// <summary>Sampled events in which it was null.</summary>
    public long NullCount { get; private set; }

    /// <summary>Values that were text, and how many of those were instants (ISO 8601 with offset).</summary>
    public long TextCount { get; private set; }

    /// <inheritdoc cref="TextCount"/>
    public long InstantCount { get; private set; }

    /// <summary>Whether all its text was instants, so that it compares as time.</summary>
    public bool IsTime => TextCount > 0 && InstantCount == TextCount;

    /// <summary>Different values, the first ones seen.</summary>
    public IReadOnlyList<string> Examples => _examples;

    /// <summary>Least number, else least text; null before there was one.</summary>
    public string? Min => MinNumber ?? MinText;

    public string? Max => MaxNumber ?? MaxText;

    public DateTimeOffset FirstSeenAt { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset LastSeenAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The values seen most, most first; a count may be too low by what was forgotten.</summary>
    public FrequentValues TopValues { get; } = new();

    internal string? MinNumber { get; private set; }

    internal string? MaxNumber { get; private set; }

    internal string? MinText { get; private set; }

    internal string? MaxText { get; private set; }

    /// <summary>Takes the value the reader stands on (of an object or array: that it is one).</summary>
    internal void Add(ref Utf8JsonReader reader, long sample, DateTimeOffset at)
    {
        var isNew = sample != _lastSample;
        _lastSample = sample;
        Count += isNew ? 1 : 0;
        FirstSeenAt = at < FirstSeenAt ? at : FirstSeenAt;
        LastSeenAt = at > LastSeenAt ? at : LastSeenAt;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Types |= FieldTypes.Object;
                break;
            case JsonTokenType.StartArray:
                Types |= FieldTypes.Array;
                break;
            case JsonTokenType.Null:
                Types |= FieldTypes.Null;
                NullCount += isNew ? 1 : 0;
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Types |= FieldTypes.Boolean;
                AddScalar(reader.TokenType == JsonTokenType.True ? "true" : "false");
                break;
            case JsonTokenType.Number:
                Types |= FieldTypes.Number;
                AddNumber(reader.ValueSpan);
                break;
            default:
                Types |= FieldTypes.String;
                AddText(reader.GetString()!);
                break;
        }
    }

    internal void Merge(FieldProfile other)
    {
        Types |= other.Types;
        Count += other.Count;
        NullCount += other.NullCount;
        TextCount += other.TextCount;
        InstantCount += other.InstantCount;
        FirstSeenAt = other.FirstSeenAt < FirstSeenAt ? other.FirstSeenAt : FirstSeenAt;
        LastSeenAt = other.LastSeenAt > LastSeenAt ? other.LastSeenAt : LastSeenAt;
        foreach (var example in other._examples)
            AddExample(example);
        foreach (var bound in (IEnumerable<string?>)[other.MinNumber, other.MaxNumber])
            BoundNumber(bound);
        foreach (var bound in (IEnumerable<string?>)[other.MinText, other.MaxText])
            BoundText(bound);
        TopValues.Merge(other.TopValues);
    }

    internal void Restore(FieldTypes types, long count, long nulls, long texts, long instants, DateTimeOffset firstSeenAt, DateTimeOffset lastSeenAt, IEnumerable<string?> numbers, IEnumerable<string?> bounds, IEnumerable<string> examples)
    {
        (Types, Count, NullCount, TextCount, InstantCount, FirstSeenAt, LastSeenAt) = (types, count, nulls, texts, instants, firstSeenAt, lastSeenAt);
        foreach (var number in numbers)
            BoundNumber(number);
        foreach (var text in bounds)
            BoundText(text);
        foreach (var example in examples)
            AddExample(example);
    }

    private void AddNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length > MaxValueLength)
            return;
        var number = Encoding.ASCII.GetString(digits);
        BoundNumber(number);
        AddScalar(number);
    }

    private void AddText(string text)
    {
        TextCount++;
        if (text.Length is >= 20 and <= 40 && EventInstant.TryParse(text, out _))
            InstantCount++;
        var json = JsonEncodedText.Encode(text.Length <= MaxValueLength ? text : Cut(text), Escaping).Value;
        BoundText($"\"{json}\"");
        if (text.Length <= MaxValueLength)
            AddScalar($"\"{json}\"");
        else
            AddExample($"\"{json}\"");
    }

    private void AddScalar(string json)
    {
        AddExample(json);
        TopValues.Add(json);
    }

    private void AddExample(string json)
    {
        if (_examples.Count < MaxExamples && !_examples.Contains(json))
            _examples.Add(json);
    }

    private void BoundNumber(string? number)
    {
        if (number is null || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return;
        if (value < _min || MinNumber is null)
            (_min, MinNumber) = (value, number);
        if (value > _max || MaxNumber is null)
            (_max, MaxNumber) = (value, number);
    }

    private void BoundText(string? json)
    {
        if (json is null)
            return;
        if (MinText is null || string.CompareOrdinal(json, MinText) < 0)
            MinText = json;
        if (MaxText is null || string.CompareOrdinal(json, MaxText) > 0)
            MaxText = json;
    }

    /// <summary>At most <see cref="MaxValueLength"/> characters with the ellipsis, and never half a surrogate pair.</summary>
    private static string Cut(string text)
    {
        var length = MaxValueLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
    }

    private static readonly System.Text.Encodings.Web.JavaScriptEncoder Escaping = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
