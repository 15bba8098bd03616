using BlazorLake.Persistence.Databases;

namespace BlazorLake.Portal.Hosting;


internal enum BrokerKind
{
    InMemory,
    RabbitMQ,
}

/// <summary>The settings that decide what is wired together, read before anything is; the rest are options classes beside their feature.</summary>
/// <param name="DataDirectory">A full path.</param>
internal sealed record PortalSettings(
    string DataDirectory,
    DatabaseKind Database,
    string DatabaseConnectionString,
    BrokerKind Broker,
    PortalRoles Roles,
    bool IsDemo)
{
    public bool Has(PortalRoles role) => (Roles & role) != 0;

    /// <summary>Never throws: what is wrong is added to <paramref name="errors"/>, and its default takes its place until the start is refused.</summary>
    public static PortalSettings Read(IConfiguration configuration, ICollection<string> errors)
    {
        var directory = Path.GetFullPath(configuration["DataDirectory"] is { Length: > 0 } given ? given : "./data");
        var database = ReadChoice(configuration, "Database:Provider", DatabaseKind.Sqlite, errors);
        var connection = configuration.GetConnectionString("BlazorLake");
        if (database == DatabaseKind.PostgreSql && string.IsNullOrWhiteSpace(connection))
            errors.Add("ConnectionStrings:BlazorLake is missing. With Database:Provider=PostgreSql it is needed, for example 'Host=localhost;Database=blazorlake;Username=...;Password=...'.");

        return new PortalSettings(
            directory,
            database,
            string.IsNullOrWhiteSpace(connection) ? $"Data Source={Path.Combine(directory, "blazorlake.db")}" : connection,
            ReadChoice(configuration, "Broker:Transport", BrokerKind.InMemory, errors),
            ReadRoles(configuration, errors),
            ReadFlag(configuration, "Demo", errors));
    }

    private static T ReadChoice<T>(IConfiguration configuration, string key, T otherwise, ICollection<string> errors)
        where T : struct, Enum
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return otherwise;
        if (Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name)
            return Enum.Parse<T>(name);
        errors.Add($"{key} is '{text}'. Allowed: {string.Join(", ", Enum.GetNames<T>())}; default {otherwise}.");
        return otherwise;
    }

    private static bool ReadFlag(IConfiguration configuration, string key, ICollection<string> errors)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text) || bool.TryParse(text, out var value) && !value)
            return false;
        if (!bool.TryParse(text, out _))
            errors.Add($"{key} is '{text}'. Allowed: true, false; default false.");
        return true;
    }

    /// <summary>One text with commas (<c>Roles=Portal,Ingest</c>) or a list (<c>Roles:0=Portal</c>).</summary>
    private static PortalRoles ReadRoles(IConfiguration configuration, ICollection<string> errors)
    {
        var section = configuration.GetSection("Roles");
        var given = (section.Value is { } text ? text.Split(',') : section.GetChildren().Select(c => c.Value ?? ""))
            .Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
        var roles = PortalRoles.None;
        foreach (var name in given)
        {
            if (Enum.GetNames<PortalRoles>().FirstOrDefault(n => n != nameof(PortalRoles.None) && n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
                roles |= Enum.Parse<PortalRoles>(known);
            else
                errors.Add($"Roles contains '{name}'. Allowed: Portal, Ingest, Rules, Lake, Jobs, Delivery, separated by commas; default all of them.");
        }

        return roles == PortalRoles.None ? PortalRoles.All : roles;
    }
}
