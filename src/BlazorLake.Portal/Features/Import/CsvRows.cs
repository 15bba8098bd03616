using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlazorLake.Portal.Features.Import;

/// <summary>Makes the records of a CSV file JSON objects: empty cells are absent, numbers keep their digits.</summary>
internal static class CsvRows
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async IAsyncEnumerable<ImportRow> ReadAsync(CsvFile csv, CsvColumns columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = columns.Names.Select(n => JsonEncodedText.Encode(n, Writing.Encoder)).ToArray();
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using var json = new Utf8JsonWriter(buffer, Writing);
        while (await csv.ReadAsync(cancellationToken))
        {
            buffer.ResetWrittenCount();
            json.Reset();
            var error = csv.Defect ?? Write(json, csv, names, columns);
            yield return error is null
                ? new ImportRow(csv.Row, csv.Line, buffer.WrittenSpan.ToArray())
                : new ImportRow(csv.Row, csv.Line, default, error);
        }
    }

    private static string? Write(Utf8JsonWriter json, CsvFile csv, JsonEncodedText[] names, CsvColumns columns)
    {
        if (csv.CellCount > names.Length)
            return $"the row has {csv.CellCount} cells, the first line {names.Length}";
        json.WriteStartObject();
        for (var i = 0; i < csv.CellCount; i++)
        {
            var cell = csv.Cell(i);
            if (cell.IsEmpty)
                continue;
            json.WritePropertyName(names[i]);
            switch (columns.Types[i])
            {
                case CellType.Number when CellText.IsNumber(cell):
                    json.WriteRawValue(cell, skipInputValidation: true);
                    break;
                case CellType.Boolean when CellText.IsBoolean(cell):
                    json.WriteBooleanValue((cell[0] | 0x20) == 't');
                    break;
                case CellType.Text:
                    json.WriteStringValue(cell);
                    break;
                case var type:
                    return $"'{Encoding.UTF8.GetString(cell.Length > 100 ? cell[..100] : cell)}' in column '{columns.Names[i]}' is no {type.ToString().ToLowerInvariant()}";
            }
        }

        json.WriteEndObject();
        json.Flush();
        return null;
    }
}
