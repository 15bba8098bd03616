using BlazorLake.Testing;
using BlazorLake.Testing.Portal;
using BlazorLake.Testing.Processes;

namespace BlazorLake.EndToEnd.Tests.Newcomers;

/// <summary>A start that a setting prevents ends at once, with a sentence that names the setting.</summary>
public sealed class WrongSettingsTests
{
    [Theory]
    [InlineData("--Broker:Transport=RabbitMQ", "Broker:Uri is missing.")]
    [InlineData("--Broker:Transport=Rabbit", "Broker:Transport is 'Rabbit'. Allowed: InMemory, RabbitMQ; default InMemory.")]
    [InlineData("--Lake:FlushInterval=soon", "Lake:FlushInterval is 'soon'. It must be a duration, for example 00:00:10.")]
    [InlineData("--Lake:Root=ftp://host/lake", "Lake:Root must be a folder")]
    [InlineData("--Database:Provider=PostgreSql", "ConnectionStrings:BlazorLake is missing.")]
    public async Task Start_WrongSetting_EndsAndNamesIt(string setting, string reason)
    {
        using var folder = new TemporaryFolder("settings");
        await using var portal = ChildProcess.Start(
            "dotnet", [PortalProcess.Binary, setting], [KeyValuePair.Create<string, string?>("DataDirectory", folder.Path), KeyValuePair.Create<string, string?>("ASPNETCORE_URLS", "http://127.0.0.1:0")], folder.Path);
        await portal.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, portal.ExitCode);
        Assert.Contains($"BlazorLake did not start: {reason}", portal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", portal.Output, StringComparison.Ordinal);
    }
}
