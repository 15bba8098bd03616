using System.Globalization;
using BlazorLake.Testing.Processes;
using Npgsql;

namespace BlazorLake.Testing.Databases;

/// <summary>A PostgreSQL cluster of our own in a temporary folder, on a free port of the loopback address, without passwords.</summary>
/// <remarks>Needs Debian's <c>postgresql</c>. As root it runs as user <c>postgres</c>, because the server refuses root.</remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new("postgres");
    private readonly int _port = FreePort.Next();
    private ChildProcess? _server;

    private PostgresCluster()
    {
    }

    /// <summary>Of the maintenance database <c>postgres</c>.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres";

    /// <param name="isDurable">False skips fsync: right for tests that do not pull its plug, and much faster.</param>
    public static async Task<PostgresCluster> StartAsync(bool isDurable, CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster();
        try
        {
            await cluster.RunAsync(isDurable, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            // Fast shutdown: ends sessions that tests left open.
            _server.Interrupt();
            using var limit = new CancellationTokenSource(StartLimit);
            await _server.WaitAsync(limit.Token);
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A new empty database and its connection string.</summary>
    internal static async Task<string> CreateDatabaseAsync(string connectionString, CancellationToken cancellationToken)
    {
        var name = $"t_{Guid.CreateVersion7():N}";
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    private async Task RunAsync(bool isDurable, CancellationToken cancellationToken)
    {
        var programs = FindPrograms();
        var data = _folder.Combine("data");
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess)
            await ChildProcess.RunAsync("chown", ["postgres:", data], cancellationToken);
        await using (var init = Start(Path.Combine(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]))
        {
            await init.WaitAsync(cancellationToken);
            if (init.ExitCode != 0)
                throw new InvalidOperationException($"initdb failed:\n{init.Output}");
        }

        string[] speed = isDurable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        _server = Start(
            Path.Combine(programs, "postgres"),
            ["-D", data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300", .. speed]);
        await Eventually.TrueAsync(() => AnswersAsync(cancellationToken), cancellationToken, StartLimit, "PostgreSQL answers");
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (_server!.HasExited)
            throw new OperationCanceledException($"PostgreSQL ended while it started:\n{_server.Output}");
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return true;
    }

    private ChildProcess Start(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? ChildProcess.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments], workingDirectory: _folder.Path)
            : ChildProcess.Start(program, arguments, workingDirectory: _folder.Path);

    private static string FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return folders.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("There is no initdb. On Debian: apt-get install postgresql (test.sh does it as root).");
    }
}
