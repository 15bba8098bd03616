using System.Globalization;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Rules;

/// <summary>Reads the rules that run: all of them, or those that changed.</summary>
internal static class RunningRules
{
    private const string Revision = """SELECT "Value" FROM "Revisions" WHERE "Name" = @p0""";

    /// <summary>A condition on the table <c>"Rules"</c>.</summary>
    public static readonly string Runs = string.Create(CultureInfo.InvariantCulture, $"""("Rules"."DeletedAt" IS NULL AND "Rules"."State" <> {(int)RuleState.Disabled})""");

    private static readonly string All = $"""SELECT "Id", "Version", "State", "Json", "CreatedAt", "UpdatedAt", "UpdatedBy" FROM "Rules" WHERE {Runs} ORDER BY "CreatedAt", "Id" """;

    // Without what is said by rules that don't run.
    private static readonly string Changed =
        $"""SELECT "Id", "Version", "State", CASE WHEN {Runs} THEN "Json" END, "CreatedAt", "UpdatedAt", "UpdatedBy", "Revision" FROM "Rules" WHERE "Revision" > @p0 ORDER BY "Revision" """;

    public static async Task<long> ReadRevisionAsync(IDbContextFactory<BlazorLakeContext> contexts, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        return await ReadRevisionAsync(session, cancellationToken);
    }

    public static async Task<ActiveRules> ReadAllAsync(IDbContextFactory<BlazorLakeContext> contexts, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        // The revision first: a change between the two statements is then read once more.
        var revision = await ReadRevisionAsync(session, cancellationToken);
        return new ActiveRules(revision, await session.QueryAsync(All, ReadRule, [], cancellationToken));
    }

    /// <remarks>One statement, so one snapshot: with the change of the greatest revision it sees every change before.</remarks>
    public static async Task<ChangedRules?> ReadChangesAsync(IDbContextFactory<BlazorLakeContext> contexts, long since, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var (saved, gone, revision) = (new List<SavedRule>(), new List<RuleId>(), since);
        await session.QueryAsync(
            Changed,
            row =>
            {
                if (row.TextOrNull(3) is null)
                    gone.Add(new RuleId(row.Id(0)));
                else
                    saved.Add(ReadRule(row));
                return revision = row.Number(7);
            },
            [since],
            cancellationToken);
        return revision == since ? null : new ChangedRules(revision, saved, gone);
    }

    private static async Task<long> ReadRevisionAsync(SqlSession session, CancellationToken cancellationToken) =>
        (await session.QueryAsync(Revision, row => row.Number(0), [RevisionRow.Rules], cancellationToken)).Single();

    private static SavedRule ReadRule(Row row) =>
        new(new RuleId(row.Id(0)), row.Int(1), (RuleState)row.Int(2), StoredDefinition.Read(row.Text(3)), row.Instant(4), row.Instant(5), row.Text(6));
}
