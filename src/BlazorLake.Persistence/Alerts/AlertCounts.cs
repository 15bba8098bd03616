using BlazorLake.Domain.Alerts;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Alerts;

/// <summary>Keeps the number of alerts by state right, inside the transaction that changes them.</summary>
internal static class AlertCounts
{
    /// <summary>Always in the order of the states, so that two transactions never wait for each other.</summary>
    public static void Add(SqlSession session, IEnumerable<(AlertState State, long Change)> changes) => session.Later(
        """UPDATE "AlertCounts" SET "Count" = "Count" + @p0 WHERE "State" = @p1""",
        changes.GroupBy(c => c.State, c => c.Change).Where(g => g.Sum() != 0).OrderBy(g => g.Key).Select(state => new object?[] { state.Sum(), (int)state.Key }));
}
