using BlazorLake.Domain.Lake;
using BlazorLake.Lake;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Hosting;

/// <summary>The lake: settings under <c>Lake</c>, and the ports to append to it, look at it and read events back. Every role reads it; only role Lake appends.</summary>
internal static partial class LakeSetup
{
    public static void AddLake(this WebApplicationBuilder builder)
    {
        var folder = Path.Combine(builder.Settings().DataDirectory, "lake");
        builder.Services.AddOptions<LakeOptions>()
            .BindConfiguration(LakeOptions.SectionName)
            .PostConfigure(options => options.Root = string.IsNullOrWhiteSpace(options.Root) ? folder : options.Root)
            .ValidateDataAnnotations()
            .Validate(
                options => !options.Root.Contains("://", StringComparison.Ordinal),
                "Lake:Root must be a folder of this machine, or one mounted on it; default {DataDirectory}/lake.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new DeltaLake(
            services.GetRequiredService<IOptions<LakeOptions>>().Value,
            services.GetRequiredService<TimeProvider>(),
            WarnTo(services.GetRequiredService<ILoggerFactory>().CreateLogger("BlazorLake.Lake"))));
        builder.Services.AddSingleton(services => services.GetRequiredService<DeltaLake>().Appender);
        builder.Services.AddSingleton(services => services.GetRequiredService<DeltaLake>().Catalog);
        builder.Services.AddSingleton(services => services.GetRequiredService<DeltaLake>().Archive);
    }

    private static Action<LakeWarning> WarnTo(ILogger logger) => warning => LogWarning(logger, warning.Stream.Value, warning.Message, warning.Cause);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Lake table {Stream}: {Warning}")]
    private static partial void LogWarning(ILogger logger, string stream, string warning, Exception? cause);
}
