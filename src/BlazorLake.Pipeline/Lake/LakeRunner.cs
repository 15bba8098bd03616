using BlazorLake.Domain.Lake;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Poison;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Lake;

/// <summary>Runs <see cref="AppendToLake"/> in this process.</summary>
internal sealed class LakeRunner(ConsumerPlace place, IServiceProvider services, HandlerState state, TimeProvider time, ILogger<LakeRunner> logger) : HandlerRunner(logger)
{
    private RecentKeys? _known;

    protected override Task<IDisposable?> MayRunAsync(CancellationToken cancellationToken) => place.MayRunAsync(time, cancellationToken);

    protected override HandlerRun Open()
    {
        var lake = services.GetRequiredService<ILakeAppender>();
        _known = RecentKeys.Open(place.SeenFolder, time);
        var setAside = services.GetRequiredService<SetAsideEvents>();
        var append = new StreamAppend(lake, new LakeLog(lake, _known, time), new NewEvents(_known), setAside, time);
        var handler = new AppendToLake(place.Source, new StreamFlush(append, lake, setAside), services.GetRequiredService<LakeOptions>(), state, time, services.GetRequiredService<ILogger<AppendToLake>>());
        // As soon as the process is told to stop, so that the broker's messages are acknowledged before the endpoint closes.
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(handler.FlushAtOnce);
        return new HandlerRun(handler, place.Source, _known);
    }

    protected override async Task ClosingAsync(CancellationToken cancellationToken) => await _known!.FlushAsync(cancellationToken);
}
