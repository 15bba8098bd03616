using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Streams;

/// <summary>A stream's schema as seen in a sample of its events, and how many events came lately.</summary>
/// <remarks>Bounded: <see cref="MaxFields"/> fields, each with few examples and values. Mergeable: profiles of parts give the profile of the whole (values counted approximately). Not thread-safe.</remarks>
public sealed class StreamProfile
{
    /// <summary>Fields beyond this are not listed, see <see cref="HasMoreFields"/>.</summary>
    public const int MaxFields = 1_000;

    /// <summary>All paths together, in characters, so that hostile member names stay within the stored size.</summary>
    private const int MaxPathCharacters = 200_000;

    private readonly Dictionary<string, FieldProfile> _fields = new(StringComparer.Ordinal);
    private int _pathCharacters;

    /// <summary>How many events the fields were seen in.</summary>
    public long SampledCount { get; private set; }

    /// <summary>Whether fields were left out because there are too many.</summary>
    public bool HasMoreFields { get; private set; }

    /// <summary>Arrivals of all events, sampled or not.</summary>
    public ArrivalCounts Arrivals { get; } = new();

    /// <summary>By path, ordinal.</summary>
    public IReadOnlyList<FieldProfile> Fields => [.. _fields.Values.OrderBy(f => f.Path, StringComparer.Ordinal)];

    public FieldProfile? Find(string path) => _fields.GetValueOrDefault(path);

    /// <summary>How often the field was absent or null, 0 to 1.</summary>
    public double NullShareOf(FieldProfile field) => SampledCount == 0 ? 0 : 1 - ((double)(field.Count - field.NullCount) / SampledCount);

    /// <summary>Takes one event of the sample.</summary>
    public void Add(StreamEvent item)
    {
        SampledCount++;
        var reader = new Utf8JsonReader(item.Data.Span, new JsonReaderOptions { MaxDepth = EventLimits.JsonDepth });
        reader.Read();
        AddObject(ref reader, [], item.ReceivedAt);
    }

    /// <summary>Adds what <paramref name="other"/> saw.</summary>
    public void Merge(StreamProfile other)
    {
        SampledCount += other.SampledCount;
        HasMoreFields |= other.HasMoreFields;
        Arrivals.Merge(other.Arrivals);
        foreach (var field in other._fields.Values)
            Field(field.Path)?.Merge(field);
    }

    /// <summary>The field, made if there is room for it.</summary>
    internal FieldProfile? Field(string path)
    {
        if (_fields.TryGetValue(path, out var field))
            return field;
        if (_fields.Count == MaxFields || path.Length > FieldPath.MaxLength || _pathCharacters + path.Length > MaxPathCharacters)
        {
            HasMoreFields = true;
            return null;
        }

        _pathCharacters += path.Length;
        return _fields[path] = new FieldProfile(path);
    }

    internal void Restore(long sampledCount, bool hasMoreFields) => (SampledCount, HasMoreFields) = (sampledCount, hasMoreFields);

    private void AddObject(ref Utf8JsonReader reader, string[] path, DateTimeOffset at)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string[] inner = [.. path, reader.GetString()!];
            reader.Read();
            AddValue(ref reader, inner, Field(FieldPath.Of(inner).Text), at);
        }
    }

    private void AddValue(ref Utf8JsonReader reader, string[] path, FieldProfile? field, DateTimeOffset at)
    {
        field?.Add(ref reader, SampledCount, at);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            AddObject(ref reader, path, at);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            // A condition on an array holds for any element, so that the elements' values belong to the array's own path.
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                AddValue(ref reader, path, field, at);
        }
    }
}
