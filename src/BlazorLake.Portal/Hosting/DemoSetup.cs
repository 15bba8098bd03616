using BlazorLake.Portal.Features.Demo;

namespace BlazorLake.Portal.Hosting;

/// <summary>The simulated shop and trading desk, only with <c>--demo</c>.</summary>
internal static class DemoSetup
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Settings().IsDemo)
            return;
        builder.Services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<DemoPublisher>();
        builder.Services.AddSingleton<DemoSignIn>();
        builder.Services.AddHostedService<DemoStart>();
    }
}
