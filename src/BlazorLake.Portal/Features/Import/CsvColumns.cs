namespace BlazorLake.Portal.Features.Import;

/// <summary>The columns of a CSV file: names from its first record, types from all its cells.</summary>
internal sealed record CsvColumns(IReadOnlyList<string> Names, IReadOnlyList<CellType> Types)
{
    /// <summary>Reads the whole file once. A column is a number (boolean) when every cell that is not empty is one, unless <paramref name="given"/> says otherwise.</summary>
    public static async Task<CsvColumns> ReadAsync(CsvFile csv, IReadOnlyDictionary<string, CellType> given, Action progress, CancellationToken cancellationToken)
    {
        await csv.ReadNamesAsync(cancellationToken);
        var names = NamesOf(csv.Names, given);
        var seen = new CellKinds[names.Length];
        while (await csv.ReadAsync(cancellationToken))
        {
            progress();
            if (csv.Defect is null && csv.CellCount <= names.Length)
                Look(csv, seen);
        }

        return new CsvColumns(names, [.. names.Select((name, i) => given.TryGetValue(name, out var type) ? type : seen[i].Type)]);
    }

    private static void Look(CsvFile csv, CellKinds[] seen)
    {
        for (var i = 0; i < csv.CellCount; i++)
        {
            var cell = csv.Cell(i);
            if (cell.IsEmpty)
                continue;
            ref var kinds = ref seen[i];
            kinds.Any = true;
            kinds.OtherThanNumber = kinds.OtherThanNumber || !CellText.IsNumber(cell);
            kinds.OtherThanBoolean = kinds.OtherThanBoolean || !CellText.IsBoolean(cell);
        }
    }

    private static string[] NamesOf(IReadOnlyList<string> header, IReadOnlyDictionary<string, CellType> given)
    {
        if (header.Count == 0 || (header.Count == 1 && header[0].Length == 0))
            throw new ImportException("The file is empty; its first line must name the columns.");
        var names = header.Select((name, i) => name.Length > 0 ? name : $"column{i + 1}").ToArray();
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ImportException($"The column '{twice.Key}' occurs twice in the first line; names must be unique.");
        if (given.Keys.FirstOrDefault(n => !names.Contains(n, StringComparer.Ordinal)) is { } unknown)
            throw new ImportException($"--type names the column '{unknown}', which the file does not have. It has: {string.Join(", ", names)}.");
        return names;
    }

    private struct CellKinds
    {
        public bool Any;
        public bool OtherThanNumber;
        public bool OtherThanBoolean;

        public readonly CellType Type => !Any ? CellType.Text : !OtherThanNumber ? CellType.Number : !OtherThanBoolean ? CellType.Boolean : CellType.Text;
    }
}
