using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Alerts;

/// <summary>The statement that counts the occurrences of some rules: for each a short walk along its own index, newest first.</summary>
internal static class RuleActivitySql
{
    /// <param name="rules">1 or more; parameter 0 is the instant, then follow their ids.</param>
    public static string Text(IReadOnlyList<RuleId> rules) => string.Join(" UNION ALL ", rules.Select((_, i) => OfRule(i)));

    public static object?[] Values(SqlSession session, IReadOnlyList<RuleId> rules, DateTimeOffset since) =>
        [SqlSession.Instant(since), .. rules.Select(rule => session.Id(rule.Value))];

    public static (int Rule, int Count, DateTimeOffset? LastAt) Read(Row row) => (row.Int(0), row.Int(1), row.InstantOrNull(2));

    private static string OfRule(int index)
    {
        var rule = SqlSession.Parameters(index + 1, 1);
        return $"""
            SELECT {index} AS "Rule",
            (SELECT COUNT(*) FROM (SELECT 1 AS "One" FROM "Occurrences" WHERE "RuleId" = {rule} AND "At" >= @p0 LIMIT {RuleActivity.MaxCount}) AS c{index}) AS "Count",
            (SELECT "At" FROM "Occurrences" WHERE "RuleId" = {rule} ORDER BY "At" DESC, "Id" DESC LIMIT 1) AS "LastAt"
            """;
    }
}
