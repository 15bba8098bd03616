using System.Text.Unicode;
using CsvHelper;

namespace BlazorLake.Portal.Features.Import;

/// <summary>Reads CSV (RFC 4180; the separator is found out) record by record, as UTF-8.</summary>
internal sealed class CsvFile : IAsyncDisposable
{
    /// <summary>Bytes of one record, so that a quotation mark that is never closed does not fill memory; an event is smaller.</summary>
    private const int MaxRecordBytes = 4 * 1024 * 1024;

    private readonly CsvReader _csv;
    private string? _defect;

    public CsvFile(Stream content) => _csv = CsvReader.Create(
        content,
        new CsvReaderOptions
        {
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            BufferSize = 128 * 1024,
            OnMalformedRecord = malformed => _defect = Describe(malformed.Reason),
        },
        leaveOpen: true);

    /// <summary>The names in the first record.</summary>
    public IReadOnlyList<string> Names => _csv.Headers;

    public int CellCount => _csv.FieldCount;

    /// <summary>The record's number, the first one (the header) not counted.</summary>
    public long Row => _csv.RowNumber;

    /// <summary>The line the record begins at, from 1.</summary>
    public long Line => _csv.LineNumber;

    /// <summary>Why the record cannot be used, or null.</summary>
    public string? Defect { get; private set; }

    /// <summary>A cell as UTF-8, unquoted; valid until the next read.</summary>
    public ReadOnlySpan<byte> Cell(int index) => _csv.GetSpan(index);

    public async ValueTask ReadNamesAsync(CancellationToken cancellationToken) => await Guarded(async () =>
    {
        await _csv.ReadHeaderAsync(cancellationToken);
        return true;
    });

    /// <summary>False at the end.</summary>
    /// <exception cref="ImportException">The rest of the file cannot be read.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _defect = null;
        var read = await Guarded(() => _csv.ReadAsync(cancellationToken));
        Defect = !read ? null : _defect ?? (Utf8.IsValid(_csv.RawRecord) ? null : "there are bytes that are not UTF-8");
        return read;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static async ValueTask<bool> Guarded(Func<ValueTask<bool>> read)
    {
        try
        {
            return await read();
        }
        catch (CsvFormatException exception)
        {
            throw new ImportException($"The file cannot be read beyond line {exception.LineNumber}: {exception.Message}");
        }
        catch (InvalidDataException)
        {
            throw new ImportException("The file is damaged: it is not the gzip file its name says.");
        }
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quotation mark is not closed",
        CsvMalformedReason.TextAfterClosingQuote => "there is text after a closing quotation mark; a quotation mark inside quoted text is doubled",
        CsvMalformedReason.StrayQuote => "a quotation mark stands inside text that is not quoted",
        _ => $"the record is malformed ({reason})",
    };
}

/// <summary>The import cannot go on, for a reason the user can do something about.</summary>
internal sealed class ImportException(string message) : Exception(message);
