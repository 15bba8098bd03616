using System.Data.Common;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Portal.Hosting;

/// <summary>Waits for the database and brings it to this version's schema before anything else starts.</summary>
/// <remarks>The portal calls it before the host makes its services, because Hangfire connects already when it is made; other starts have it as their first service.</remarks>
internal sealed partial class DatabaseStart(DatabaseState database, PortalSettings settings, TimeProvider clock, ILogger<DatabaseStart> log) : IHostedService
{
    /// <summary>How long a database that starts together with us may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _isDone;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
            return;
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await database.MigrateAsync(cancellationToken);
                _isDone = true;
                return;
            }
            catch (DbException error) when (settings.Database == DatabaseKind.PostgreSql && error.IsTransient && clock.GetElapsedTime(begun) < Patience)
            {
                Waiting(error.Message);
                await Task.Delay(Pause, clock, cancellationToken);
            }
            catch (DbException error)
            {
                throw new StartException($"The {settings.Database} database does not answer: {error.Message}. Check ConnectionStrings:BlazorLake and Database:Provider.", error);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1001, LogLevel.Warning, "The database does not answer yet, trying again: {Reason}")]
    private partial void Waiting(string reason);
}

/// <summary>A start that a person can mend; the message says how.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
