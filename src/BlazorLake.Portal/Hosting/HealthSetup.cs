using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Persistence.Databases;
using BlazorLake.Pipeline;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorLake.Portal.Hosting;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: database, broker and lake answer, else 503 and JSON that names what does not.</summary>
internal static class HealthSetup
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(5);

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .Add(PortCheck("database", services => services.GetRequiredService<DatabaseState>().CheckAsync))
        .Add(PortCheck("broker", services => services.GetService<IEventTransport>() is { } port ? port.CheckAsync : null))
        .Add(PortCheck("lake", services => services.GetService<ILakeAppender>() is { } port ? port.CheckAsync : null))
        .Add(PortCheck("rules", services => services.GetService<PipelineHealth>() is { } port ? port.CheckRulesAsync : null))
        .Add(PortCheck("append", services => services.GetService<PipelineHealth>() is { } port ? port.CheckLakeAsync : null));

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteLiveAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>A check by a port; a port this process has no part of (see <c>Roles</c>) is not checked.</summary>
    internal static HealthCheckRegistration PortCheck(string name, Func<IServiceProvider, Func<CancellationToken, ValueTask<string?>>?> port) =>
        new(name, services => new PortHealthCheck(port(services)), HealthStatus.Unhealthy, tags: null, TimeOut);

    private static Task WriteLiveAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new { status = "live" }, context.RequestAborted);

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthAnswer(
            report.Status == HealthStatus.Healthy ? "ready" : "notReady",
            report.Entries.ToDictionary(e => e.Key, e => e.Value.Status == HealthStatus.Healthy ? "ok" : e.Value.Description ?? "does not answer")),
        context.RequestAborted);

    private sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string> Checks);

    private sealed class PortHealthCheck(Func<CancellationToken, ValueTask<string?>>? check) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
            check is null || await check(cancellationToken) is not { } reason ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(reason);
    }
}
