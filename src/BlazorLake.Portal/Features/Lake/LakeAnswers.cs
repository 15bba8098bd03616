using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Portal.Features.Lake;

/// <summary>One event as the API gives it back.</summary>
internal sealed record EventAnswer(string Id, string Source, string Type, string? Subject, DateTimeOffset Time, DateTimeOffset ReceivedAt, RawJson Data)
{
    public static EventAnswer Of(StreamEvent stored) => new(stored.Id, stored.Source, stored.Type, stored.Subject, stored.Time, stored.ReceivedAt, new RawJson(stored.Data));
}

/// <summary>One table as the API lists it.</summary>
internal record TableAnswer(
    string Stream,
    long Version,
    long Rows,
    long SizeBytes,
    int Files,
    int Partitions,
    DateTimeOffset? FirstEventAt,
    DateTimeOffset? LastEventAt,
    DateTimeOffset? LastCommitAt,
    string? Problem)
{
    public static TableAnswer Of(LakeTable table) => new(
        table.Stream.Value,
        table.Version,
        table.RowCount,
        table.SizeBytes,
        table.FileCount,
        table.PartitionCount,
        table.FirstEventAt,
        table.LastEventAt,
        table.LastCommitAt,
        table.Problem);
}

/// <summary>One table with its columns and where other engines find it.</summary>
internal sealed record TableDetailAnswer : TableAnswer
{
    private TableDetailAnswer(LakeTableDetail detail)
        : base(Of(detail.Table))
    {
        Location = detail.Location;
        Columns = detail.Columns;
        PartitionColumns = detail.PartitionColumns;
    }

    public string Location { get; }

    public IReadOnlyList<LakeColumn> Columns { get; }

    public IReadOnlyList<string> PartitionColumns { get; }

    public static TableDetailAnswer Of(LakeTableDetail detail) => new(detail);
}
