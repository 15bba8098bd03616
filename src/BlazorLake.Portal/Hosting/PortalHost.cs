using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Hosting;

/// <summary>What every process of BlazorLake has, whatever its roles: configuration, Kestrel, and a start that says in plain words why it failed.</summary>
internal static class PortalHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>The largest request CONTRACT.md section 3 allows; above it 413.</summary>
    public const long MaxRequestBytes = 32L * 1024 * 1024;

    private static readonly string[] UrlKeys = ["urls", "http_ports", "https_ports"];

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // The content is beside the program, so that any working directory does; paths in settings and arguments are the caller's.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = CommandLine.Expand(args),
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(PortalHost).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        if (!UrlKeys.Any(key => !string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));

        var errors = new List<string>();
        var settings = PortalSettings.Read(builder.Configuration, errors);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<WiringCheck>().Validate(_ => errors.Count == 0, string.Join('\n', errors)).ValidateOnStart();
        if (errors.Count == 0)
            Directory.CreateDirectory(settings.DataDirectory);
        return builder;
    }

    /// <summary>0 after an orderly stop, 1 when it could not start because of a setting or an address in use.</summary>
    /// <param name="map">What answers which request; only called when the settings are right, because some of it needs them.</param>
    public static async Task<int> RunAsync(WebApplication app, Action<WebApplication> map)
    {
        try
        {
            // Before the host does it, which would log a stack trace.
            app.Services.GetService<IStartupValidator>()?.Validate();
            map(app);
            await app.Services.GetRequiredService<DatabaseStart>().StartAsync(CancellationToken.None);
            // Mapping it makes Hangfire's storage, which connects: only now is there a database.
            app.MapJobs();
            await app.RunAsync();
            return 0;
        }
        catch (Exception error) when (StartFailure.Explain(error) is { } reasons)
        {
            foreach (var reason in reasons)
                await Console.Error.WriteLineAsync($"BlazorLake did not start: {reason}");
            return 1;
        }
    }

    /// <summary>The settings read by <see cref="CreateBuilder"/>.</summary>
    public static PortalSettings Settings(this WebApplicationBuilder builder) =>
        (PortalSettings)builder.Services.Last(s => s.ServiceType == typeof(PortalSettings)).ImplementationInstance!;

    /// <summary>Carries the errors of <see cref="PortalSettings.Read"/> to where all options are checked, so that all are told at once.</summary>
    private sealed class WiringCheck;
}
