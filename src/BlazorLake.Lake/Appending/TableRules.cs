using BlazorLake.Lake.Log;
using BlazorLake.Lake.Schema;

namespace BlazorLake.Lake.Appending;

/// <summary>Whether we may append to a table as it is.</summary>
/// <remarks>Source: PROTOCOL.md "Requirements for Writers", version 2: nothing above it, and no column invariants, since we check none.</remarks>
internal static class TableRules
{
    /// <exception cref="DeltaTableException">Another program made or changed it so that we can't.</exception>
    public static void Check(string table, Snapshot snapshot)
    {
        if (snapshot.Protocol!.Writer > Snapshot.WriterVersion)
            throw Refused(table, $"it asks for writer version {snapshot.Protocol.Writer}, BlazorLake writes version {Snapshot.WriterVersion}");
        if (snapshot.Metadata!.Schema.Contains("delta.invariants", StringComparison.Ordinal))
            throw Refused(table, "its columns have invariants");
        if (snapshot.Metadata.PartitionColumns is not [EventColumns.Partition])
            throw Refused(table, $"it is partitioned by '{string.Join(", ", snapshot.Metadata.PartitionColumns)}', not by '{EventColumns.Partition}'");
        foreach (var expected in EventColumns.Leading)
        {
            var actual = snapshot.Schema.Fields.FirstOrDefault(field => string.Equals(field.Name, expected.Name, StringComparison.OrdinalIgnoreCase));
            if (actual is null || actual.Type != expected.Type)
                throw Refused(table, $"its column '{expected.Name}' is {(actual is null ? "missing" : $"a {actual.Type}")}, it must be a {expected.Type}");
        }
    }

    /// <summary>Whether rows may be rewritten, which <c>delta.appendOnly</c> forbids.</summary>
    public static bool MayRewrite(Snapshot snapshot) =>
        !(snapshot.Metadata!.Configuration.TryGetValue("delta.appendOnly", out var only) && string.Equals(only, "true", StringComparison.OrdinalIgnoreCase));

    private static DeltaTableException Refused(string table, string why) => new($"Nothing can be appended to the table '{table}': {why}.");
}
