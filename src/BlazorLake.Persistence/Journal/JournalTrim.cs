using Microsoft.Data.Sqlite;

namespace BlazorLake.Persistence.Journal;

/// <summary>Deletes what every consumer has passed, a piece at a time so that no publisher waits long, and gives a large surplus of free pages back to the disk.</summary>
internal sealed class JournalTrim(SqliteConnection connection)
{
    private const int EntriesPerStep = 500;
    private const long KeepFreePages = (64 << 20) / 8192;

    private bool _more = true;

    public void Step(bool placesMoved)
    {
        if (!_more && !placesMoved)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            DELETE FROM entries WHERE offset IN
                (SELECT offset FROM entries WHERE offset <= (SELECT min(offset) FROM consumers) ORDER BY offset LIMIT {EntriesPerStep})
            """;
        _more = command.ExecuteNonQuery() == EntriesPerStep;
        if (!_more && JournalSchema.ReadLong(connection, "PRAGMA freelist_count") > KeepFreePages)
            JournalSchema.Execute(connection, "PRAGMA incremental_vacuum(512)");
    }
}
