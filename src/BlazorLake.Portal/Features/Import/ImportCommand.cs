using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Features.Import;

/// <summary>The command <c>import</c>: a process of its own that takes a file in by the configured transport, beside a running portal or alone.</summary>
/// <remarks>Alone it evaluates and stores the events itself, and ends when that is done. Exit code 0: no row was rejected; 1: some were; 2: it could not be done.</remarks>
internal static class ImportCommand
{
    private const int Rejections = 1;
    private const int Failure = 2;
    private const string GoOn = "Run it again to go on: what was taken in is not taken in twice.";

    public static bool IsAsked(string[] args) => args is [ImportArguments.Command, ..];

    public static async Task<int> RunAsync(string[] args)
    {
        if (ImportArguments.Parse(args[1..], out var errors) is not { } arguments)
            return await FailAsync([.. errors, ImportArguments.Usage]);
        try
        {
            return await RunAsync(arguments);
        }
        catch (ImportException exception)
        {
            return await FailAsync([exception.Message]);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return await FailAsync([$"The import ended early: {exception.Message}", GoOn]);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(["The import was stopped.", GoOn]);
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } reasons)
        {
            return await FailAsync(reasons);
        }
    }

    private static async Task<int> RunAsync(ImportArguments arguments)
    {
        await using var app = Build(arguments);
        app.Services.GetService<IStartupValidator>()?.Validate();
        await app.StartAsync();
        var stopping = app.Lifetime.ApplicationStopping;
        var services = app.Services;
        var time = services.GetRequiredService<TimeProvider>();
        var folder = Path.Combine(services.GetRequiredService<PortalSettings>().DataDirectory, "seen", "import");
        ImportReport report;
        await using (var known = await TakenEvents.ReadAsync(services.GetRequiredService<IEvaluationStore>(), folder, time, stopping))
            report = await new ImportRun(arguments, services.GetRequiredService<IEventTransport>(), known, time, Console.Error).RunAsync(stopping);
        await Console.Error.WriteLineAsync("all rows read; waiting until they are evaluated and in the lake");
        await services.GetRequiredService<IEventBacklog>().WaitUntilDoneAsync(stopping);
        await app.StopAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync(report.ToJson());
        return report.Rejected == 0 ? 0 : Rejections;
    }

    /// <summary>Everything that takes in, evaluates and stores; no pages, no endpoints, no port.</summary>
    private static WebApplication Build(ImportArguments arguments)
    {
        var builder = PortalHost.CreateBuilder([.. arguments.Settings]);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter((_, level) => level >= LogLevel.Warning);
        builder.AddPersistence();
        builder.AddLake();
        builder.AddPipeline();
        builder.AddStreams();
        builder.Services.AddSingleton<IServer, NoServer>();
        return builder.Build();
    }

    private static async Task<int> FailAsync(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons)
            await Console.Error.WriteLineAsync(reason);
        return Failure;
    }
}
