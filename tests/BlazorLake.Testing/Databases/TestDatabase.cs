namespace BlazorLake.Testing.Databases;

/// <summary>The two databases BlazorLake runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>An empty database, for <c>Database:Provider</c> and <c>ConnectionStrings:BlazorLake</c>.</summary>
public sealed record TestDatabase(DatabaseProvider Provider, string ConnectionString);
