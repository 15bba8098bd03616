using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Alerts;
using BlazorLake.Testing.Databases;
using static BlazorLake.Persistence.Tests.Samples;

namespace BlazorLake.Persistence.Tests.Alerts;

/// <summary>A page costs the same with a million rows: each list reads along an index from where the page begins, and sorts nothing but a page.</summary>
public sealed class ListPlanTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    public static TheoryData<string, AlertFilter> AlertFilters => new()
    {
        { "all", new AlertFilter([]) },
        { "unresolved", new AlertFilter([AlertState.Open, AlertState.Acknowledged, AlertState.Snoozed]) },
        { "critical", new AlertFilter([AlertState.Open], MinSeverity: Severity.Critical) },
        { "rule", new AlertFilter([], RuleId: Rule(1)) },
        { "rule and state", new AlertFilter([AlertState.Open], RuleId: Rule(1)) },
    };

    public static TheoryData<string, OccurrenceFilter> OccurrenceFilters => new()
    {
        { "all", new OccurrenceFilter() },
        { "rule", new OccurrenceFilter(RuleId: Rule(1)) },
        { "key", new OccurrenceFilter(Key: "17850") },
        { "alert", new OccurrenceFilter(AlertId: new AlertId(Id(1))) },
        { "range", new OccurrenceFilter(RuleId: Rule(1), From: Noon.AddDays(-1), To: Noon) },
    };

    [Theory, MemberData(nameof(AlertFilters))]
    public async Task ListAlertsAsync_AnyFilter_ReadsAlongAnIndex(string name, AlertFilter filter)
    {
        await StartAsync(DatabaseProvider.Sqlite);
        await using var session = await OpenAsync();
        var sql = new AlertListSql(session, filter, new PageRequest());
        var plan = await session.QueryAsync("EXPLAIN QUERY PLAN " + sql.Text, row => (Parent: row.Number(1), Detail: row.Text(3)), sql.Values, Stop);

        var searches = plan.Where(step => step.Detail.StartsWith("SEARCH Alerts USING INDEX", StringComparison.Ordinal)).Select(step => step.Parent).ToHashSet();
        Assert.True(searches.Count > 0, name);
        Assert.DoesNotContain(plan, step => step.Detail.StartsWith("SCAN Alerts", StringComparison.Ordinal));
        // What is sorted is the pages that the indexes gave, never the table.
        Assert.DoesNotContain(plan, step => searches.Contains(step.Parent) && step.Detail.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(OccurrenceFilters))]
    public async Task ListOccurrencesAsync_AnyFilter_ReadsAlongAnIndex(string name, OccurrenceFilter filter)
    {
        await StartAsync(DatabaseProvider.Sqlite);
        await using var session = await OpenAsync();
        var sql = new OccurrenceListSql(session, filter, new PageRequest());
        var plan = await session.QueryAsync("EXPLAIN QUERY PLAN " + sql.Text, row => row.Text(3), sql.Values, Stop);

        Assert.True(plan is [var only] && only.StartsWith("SEARCH Occurrences USING INDEX", StringComparison.Ordinal), $"{name}: {string.Join(" | ", plan)}");
    }
}
