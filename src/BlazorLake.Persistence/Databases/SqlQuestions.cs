namespace BlazorLake.Persistence.Databases;

/// <summary>Statements that answer with rows, asked together: one round trip on PostgreSQL.</summary>
internal sealed class SqlQuestions
{
    private readonly List<(string Sql, object?[] Values, Action<Row> Read)> _asked = [];

    /// <summary>For each statement in the order they were asked, what to do with each of its rows.</summary>
    public IReadOnlyList<(string Sql, object?[] Values, Action<Row> Read)> Asked => _asked;

    /// <summary>Empty until the questions are answered.</summary>
    public List<T> Ask<T>(string sql, Func<Row, T> read, object?[] values)
    {
        var items = new List<T>();
        _asked.Add((sql, values, row => items.Add(read(row))));
        return items;
    }
}
