namespace BlazorLake.Persistence.Databases;

/// <summary>Setting <c>Database:Provider</c>.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
