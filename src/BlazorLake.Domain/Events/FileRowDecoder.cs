using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Events;

/// <summary>Makes events of a file's rows: time, and if wanted id, come out of the row itself.</summary>
/// <remarks>The same checks as for every other way in. Not thread-safe.</remarks>
public sealed class FileRowDecoder
{
    private readonly EventIntake _intake;
    private readonly TimeFieldReader _time;
    private readonly DataPath? _id;
    private readonly string _fileName;

    /// <param name="stream">Where the rows go.</param>
    /// <param name="receivedAt">Now.</param>
    /// <param name="timeField">Path of the field with the event time; a row without is rejected.</param>
    /// <param name="idField">Path of the field with the id (text or number); null: <paramref name="fileName"/> and the row's number.</param>
    /// <exception cref="FormatException">A path is none.</exception>
    public FileRowDecoder(StreamName stream, DateTimeOffset receivedAt, string timeField, string? idField, string fileName)
    {
        _intake = new EventIntake(stream, receivedAt);
        _time = TimeFieldReader.TryParse(timeField, out var time) ? time : throw new FormatException($"'{timeField}' is no field path.");
        if (idField is not null && !DataPath.TryParse(idField, out _id))
            throw new FormatException($"'{idField}' is no field path.");
        _fileName = fileName;
    }

    /// <summary>The event, or null with <paramref name="error"/>.</summary>
    /// <param name="json">The row as one JSON object; the event's data.</param>
    /// <param name="row">Its number in the file, from 1.</param>
    public StreamEvent? Decode(ReadOnlyMemory<byte> json, long row, out string? error)
    {
        var decoded = EventDecoder.DecodeData(json, EventAttributes.None, _intake);
        error = decoded.Defect?.Reason ?? (decoded.Rejected is [var rejected, ..] ? rejected.Error : null);
        if (error is not null)
            return null;
        var plain = decoded.Events[0];
        var at = _time.Read(plain.Data.Span, out error);
        error ??= at is null ? "The row has no time." : null;
        var id = error is null ? ReadId(plain.Data.Span, row, out error) : null;
        error ??= EventText.Check("id", id!);
        return error is not null ? null : new StreamEvent
        {
            Stream = plain.Stream,
            Id = id!,
            Source = plain.Source,
            Type = plain.Type,
            Time = EventInstant.Truncate(at!.Value),
            ReceivedAt = plain.ReceivedAt,
            Data = plain.Data,
        };
    }

    private string? ReadId(ReadOnlySpan<byte> data, long row, out string? error)
    {
        error = null;
        if (_id is null)
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_fileName}#{row}");
        var reader = new Utf8JsonReader(data, JsonText.Options);
        if (!_id.TryMoveTo(ref reader) || reader.TokenType == JsonTokenType.Null)
            error = $"The row has no id: the field '{_id.Text}' is missing.";
        else if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        else if (reader.TokenType == JsonTokenType.Number)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        else
            error = $"The id field '{_id.Text}' must be text or a number.";
        return null;
    }
}
