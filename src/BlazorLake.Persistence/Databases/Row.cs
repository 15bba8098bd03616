using System.Data.Common;

namespace BlazorLake.Persistence.Databases;

/// <summary>Reads columns by position, alike for both databases.</summary>
internal readonly struct Row(DbDataReader reader)
{
    public Guid Id(int column) => reader.GetValue(column) is byte[] bytes ? new Guid(bytes, bigEndian: true) : reader.GetGuid(column);

    public Guid? IdOrNull(int column) => reader.IsDBNull(column) ? null : Id(column);

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public long Number(int column) => reader.GetInt64(column);

    public int Int(int column) => reader.GetInt32(column);

    public byte[] Bytes(int column) => (byte[])reader.GetValue(column);

    public DateTimeOffset Instant(int column) => Instants.FromMicroseconds(reader.GetInt64(column));

    public DateTimeOffset? InstantOrNull(int column) => reader.IsDBNull(column) ? null : Instant(column);
}
