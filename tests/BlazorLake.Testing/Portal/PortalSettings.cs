using BlazorLake.Testing.Databases;

namespace BlazorLake.Testing.Portal;

/// <summary>How a portal is started: keys of CONTRACT.md section 1, and command line arguments such as <c>--demo</c>.</summary>
/// <param name="DataDirectory">Null: a temporary folder that goes with the process.</param>
/// <param name="Port">Null: a free one.</param>
public sealed record PortalSettings(
    IReadOnlyDictionary<string, string?> Values,
    IReadOnlyList<string> Arguments,
    string? DataDirectory = null,
    int? Port = null)
{
    /// <summary>Embedded defaults: SQLite, in-process transport, local lake.</summary>
    public static PortalSettings Embedded { get; } = new(new Dictionary<string, string?>(), []);

    /// <summary>As somebody starts it for the first time: nobody may sign in yet.</summary>
    public static PortalSettings Unclaimed { get; } = new(
        new Dictionary<string, string?> { ["Bootstrap:AdminEmail"] = null, ["Bootstrap:AdminPassword"] = null, ["Bootstrap:ApiKey"] = null }, []);

    /// <summary>Grown up: RabbitMQ and PostgreSQL.</summary>
    public static PortalSettings Connected(Uri broker, TestDatabase database) => Embedded
        .With("Broker:Transport", "RabbitMQ")
        .With("Broker:Uri", broker.ToString())
        .With("Database:Provider", database.Provider.ToString())
        .With("ConnectionStrings:BlazorLake", database.ConnectionString);

    public PortalSettings With(string key, string value) => this with { Values = new Dictionary<string, string?>(Values) { [key] = value } };
}
