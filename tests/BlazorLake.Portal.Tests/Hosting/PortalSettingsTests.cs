using BlazorLake.Persistence.Databases;
using BlazorLake.Portal.Hosting;
using Microsoft.Extensions.Configuration;

namespace BlazorLake.Portal.Tests.Hosting;

public sealed class PortalSettingsTests
{
    [Fact]
    public void Read_Nothing_GivesTheDefaults()
    {
        var (settings, errors) = Read();
        Assert.Empty(errors);
        Assert.Equal((DatabaseKind.Sqlite, BrokerKind.InMemory, PortalRoles.All, false), (settings.Database, settings.Broker, settings.Roles, settings.IsDemo));
        Assert.Equal(Path.GetFullPath("./data"), settings.DataDirectory);
        Assert.Equal($"Data Source={Path.Combine(settings.DataDirectory, "blazorlake.db")}", settings.DatabaseConnectionString);
    }

    [Fact]
    public void Read_EverythingWrong_TellsAllAtOnce()
    {
        var (_, errors) = Read(("Database:Provider", "Oracle"), ("Broker:Transport", "Kafka"), ("Roles", "Portal,Cook"), ("Demo", "maybe"));
        Assert.Equal(4, errors.Count);
        Assert.Contains(errors, e => e == "Database:Provider is 'Oracle'. Allowed: Sqlite, PostgreSql; default Sqlite.");
        Assert.Contains(errors, e => e == "Broker:Transport is 'Kafka'. Allowed: InMemory, RabbitMQ; default InMemory.");
        Assert.Contains(errors, e => e.StartsWith("Roles contains 'Cook'.", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("Demo is 'maybe'.", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_PostgreSqlWithoutConnection_NamesTheSetting() =>
        Assert.StartsWith("ConnectionStrings:BlazorLake is missing.", Assert.Single(Read(("Database:Provider", "postgresql")).Errors), StringComparison.Ordinal);

    [Fact]
    public void Read_Roles_AsTextOrList()
    {
        Assert.Equal(PortalRoles.Portal | PortalRoles.Ingest, Read(("Roles", "portal, Ingest")).Settings.Roles);
        Assert.Equal(PortalRoles.Rules | PortalRoles.Lake, Read(("Roles:0", "Rules"), ("Roles:1", "Lake")).Settings.Roles);
    }

    [Theory]
    [InlineData("--demo", "--Demo=true")]
    [InlineData("--Demo", "--Demo=true")]
    [InlineData("--Broker:Transport=RabbitMQ", "--Broker:Transport=RabbitMQ")]
    public void Expand_Switches_GetAValue(string given, string expected) => Assert.Equal([expected, "x"], CommandLine.Expand([given, "x"]));

    private static (PortalSettings Settings, List<string> Errors) Read(params (string Key, string Value)[] values)
    {
        var errors = new List<string>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();
        return (PortalSettings.Read(configuration, errors), errors);
    }
}
