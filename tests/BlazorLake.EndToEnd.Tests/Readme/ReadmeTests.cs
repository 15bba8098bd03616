using System.Globalization;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;
using BlazorLake.Testing.Processes;

namespace BlazorLake.EndToEnd.Tests.Readme;

/// <summary>Every command of the README, run as a reader would, in the order it is written; only addresses are those of this machine.</summary>
public sealed class ReadmeTests(RabbitMqFixture broker, DatabaseFixture databases)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Commands_OfTheReadme_Work()
    {
        var token = TestContext.Current.CancellationToken;
        var database = await databases.CreateAsync(DatabaseProvider.PostgreSql, token);
        using var folder = new TemporaryFolder("readme");
        var run = 0;
        ChildProcess? server = null;
        try
        {
            foreach (var block in ReadmeBlock.All.Where(block => !block.IsThisRun && !block.NeedsDocker))
            {
                if (block.IsServer && server is not null)
                    await StopAsync(server, token);
                if (block.IsServer)
                    _port = FreePort.Next();
                // A new data folder for each server, as the reader who starts anew has.
                run += block.IsServer ? 1 : 0;
                var process = Start(block, folder.Combine("data" + run.ToString(CultureInfo.InvariantCulture)), folder.Path, database);
                if (block.IsServer)
                    await ReadyAsync(server = process, token);
                else
                    await SucceedsAsync(process, block, token);
            }

            Assert.Equal(3, run);
        }
        finally
        {
            if (server is not null)
                await StopAsync(server, CancellationToken.None);
        }
    }

    private int _port;

    private ChildProcess Start(ReadmeBlock block, string data, string folder, TestDatabase database)
    {
        var commands = block.Commands
            .Replace("dotnet run --project src/BlazorLake.Portal", $"exec dotnet run --no-build -c {RepositoryFolder.Configuration} --project {RepositoryFolder.Combine("src", "BlazorLake.Portal")}", StringComparison.Ordinal)
            .Replace("localhost:5080", $"localhost:{_port.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal)
            .Replace("amqp://guest:guest@localhost:5672/", broker.Uri.ToString(), StringComparison.Ordinal)
            .Replace("Host=localhost;Username=postgres;Database=postgres", database.ConnectionString, StringComparison.Ordinal);
        return ChildProcess.Start(
            "bash",
            ["-euo", "pipefail", "-c", commands],
            [KeyValuePair.Create<string, string?>("DataDirectory", data), KeyValuePair.Create<string, string?>("ASPNETCORE_URLS", $"http://localhost:{_port.ToString(CultureInfo.InvariantCulture)}")],
            folder);
    }

    private async Task ReadyAsync(ChildProcess server, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://localhost:{_port.ToString(CultureInfo.InvariantCulture)}") };
        await Eventually.TrueAsync(
            async () =>
            {
                if (server.HasExited)
                    throw new OperationCanceledException($"It ended:\n{server.Output}");
                using var answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
                return answer.IsSuccessStatusCode;
            },
            cancellationToken,
            StartLimit,
            "the server of the README is ready");
    }

    private static async Task SucceedsAsync(ChildProcess process, ReadmeBlock block, CancellationToken cancellationToken)
    {
        await using (process)
        {
            await process.WaitAsync(cancellationToken);
            Assert.True(process.ExitCode == 0, $"{block.Commands}\nended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{process.Output}");
        }
    }

    private static async Task StopAsync(ChildProcess server, CancellationToken cancellationToken)
    {
        await using (server)
            Assert.True(await server.StopAsync(StopLimit, cancellationToken), $"It did not stop within {StopLimit}:\n{server.Output}");
    }
}
