using System.Globalization;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Schema;

namespace BlazorLake.Lake.Query;

/// <summary>Which files may hold events of a time range; what is unknown may.</summary>
internal static class FilePruning
{
    /// <summary>The UTC instants a file's events lie between, both inclusive, from its statistics or else its date.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last) RangeOf(DeltaAction.Add file)
    {
        var date = DateOf(file);
        var first = file.Parsed.FirstEventAt ?? (date is { } day ? Start(day) : DateTimeOffset.MinValue);
        var last = file.Parsed.LastEventAt ?? (date is { } same && same < DateOnly.MaxValue ? Start(same.AddDays(1)).AddTicks(-1) : DateTimeOffset.MaxValue);
        return (first, last);
    }

    /// <summary>The file's partition, or null when the log states none or an odd one.</summary>
    public static DateOnly? DateOf(DeltaAction.Add file) =>
        file.Partition.TryGetValue(EventColumns.Partition, out var text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>Files with events at or after <paramref name="from"/> and before <paramref name="to"/>.</summary>
    public static List<DeltaAction.Add> Between(IEnumerable<DeltaAction.Add> files, DateTimeOffset? from, DateTimeOffset? to) =>
        [.. files.Where(file => RangeOf(file) is var (first, last) && (from is null || last >= from) && (to is null || first < to))];

    /// <summary>The latest instant from which on there are surely this many rows, so that older files need not be read; null when all are needed.</summary>
    public static DateTimeOffset? StartOfNewest(IEnumerable<DeltaAction.Add> files, long rows)
    {
        foreach (var file in files.OrderByDescending(file => RangeOf(file).First))
        {
            rows -= file.Parsed.RowCount ?? 0;
            if (rows <= 0)
                return RangeOf(file).First is var first && first > DateTimeOffset.MinValue ? first : null;
        }

        return null;
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
