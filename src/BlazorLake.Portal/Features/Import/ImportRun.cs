using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Pipeline.Deduplication;

namespace BlazorLake.Portal.Features.Import;

/// <summary>Reads a file and takes its rows in by the transport; says what became of each.</summary>
internal sealed class ImportRun(ImportArguments arguments, IEventTransport transport, TakenEvents known, TimeProvider time, TextWriter errors)
{
    private const int BatchRows = 1_000;
    private const int BatchBytes = 2 * 1024 * 1024;

    private readonly ImportFile _file = new(arguments.File);
    private readonly ImportProgress _progress = new(errors, time, new FileInfo(arguments.File).Length);
    private readonly List<StreamEvent> _batch = [];
    private readonly HashSet<EventKey> _batchKeys = [];
    private long _batchSize;
    private long _read;
    private long _accepted;
    private long _rejected;
    private long _duplicates;

    /// <exception cref="ImportException">The file cannot be imported.</exception>
    public async Task<ImportReport> RunAsync(CancellationToken cancellationToken)
    {
        var isCsv = await _file.IsCsvAsync(cancellationToken);
        var columns = isCsv ? await ReadColumnsAsync(cancellationToken) : null;
        await using var opened = _file.Open();
        await using var csv = columns is null ? null : new CsvFile(opened.Content);
        var rows = columns is null ? NdJsonRows.ReadAsync(opened.Content, cancellationToken) : CsvRows.ReadAsync(csv!, columns, cancellationToken);
        var decoder = Decoder(columns);
        await foreach (var row in rows)
        {
            _read++;
            string? error = row.Error;
            if (error is null && decoder.Decode(row.Json, row.Number, out error) is { } item)
                await AddAsync(item, cancellationToken);
            else
                Reject(row, error!);
            _progress.Tell("importing", opened.BytesRead, _read);
        }

        await PublishAsync(cancellationToken);
        return new ImportReport(_read, _accepted, _rejected, _duplicates);
    }

    private async Task<CsvColumns> ReadColumnsAsync(CancellationToken cancellationToken)
    {
        await using var opened = _file.Open();
        await using var csv = new CsvFile(opened.Content);
        var rows = 0L;
        var columns = await CsvColumns.ReadAsync(csv, arguments.Types, () => _progress.Tell("reading types", opened.BytesRead, ++rows), cancellationToken);
        foreach (var wanted in (IEnumerable<string?>)[arguments.TimeColumn, arguments.IdColumn])
        {
            if (wanted is not null && !columns.Names.Contains(wanted, StringComparer.Ordinal))
                throw new ImportException($"The file has no column '{wanted}'. It has: {string.Join(", ", columns.Names)}.");
        }

        return columns;
    }

    /// <summary>In CSV a column's name is one member of the row's object; in NDJSON it is a path.</summary>
    private FileRowDecoder Decoder(CsvColumns? columns)
    {
        string? Path(string? column) => column is null || columns is null ? column : FieldPath.Of(column).Text;
        try
        {
            return new FileRowDecoder(arguments.Stream, time.GetUtcNow(), Path(arguments.TimeColumn)!, Path(arguments.IdColumn), _file.Name);
        }
        catch (FormatException exception)
        {
            throw new ImportException(exception.Message);
        }
    }

    private void Reject(ImportRow row, string error)
    {
        _rejected++;
        _progress.Reject(row.Line, error);
    }

    private async Task AddAsync(StreamEvent item, CancellationToken cancellationToken)
    {
        if (!_batchKeys.Add(item.Key) || known.Contains(item.Key))
        {
            _duplicates++;
            return;
        }

        _batch.Add(item);
        _batchSize += item.Data.Length;
        if (_batch.Count >= BatchRows || _batchSize >= BatchBytes)
            await PublishAsync(cancellationToken);
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count > 0)
        {
            var batch = new EventBatch(arguments.Stream, [.. _batch], arguments.IsHistory);
            while (await transport.PublishAsync(batch, cancellationToken) is PublishOutcome.Busy busy)
            {
                _progress.Say($"waiting: {busy.Reason}");
                await Task.Delay(busy.RetryAfter, time, cancellationToken);
            }

            await known.AddAsync([.. _batch.Select(e => e.Key)], cancellationToken);
            _accepted += _batch.Count;
        }

        _batch.Clear();
        _batchKeys.Clear();
        _batchSize = 0;
    }
}
