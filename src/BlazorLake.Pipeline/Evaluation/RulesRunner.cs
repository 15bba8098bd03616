using BlazorLake.Domain.Evaluation;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Poison;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Runs <see cref="EvaluateRules"/> in this process.</summary>
internal sealed class RulesRunner(ConsumerPlace place, IServiceProvider services, HandlerState state, TimeProvider time, ILogger<RulesRunner> logger) : HandlerRunner(logger)
{
    private RecentKeys? _known;

    protected override Task<IDisposable?> MayRunAsync(CancellationToken cancellationToken) => place.MayRunAsync(time, cancellationToken);

    protected override HandlerRun Open()
    {
        var store = services.GetRequiredService<IEvaluationStore>();
        _known = RecentKeys.Open(place.SeenFolder, time);
        var log = new EvaluationLog(store, _known);
        var followUp = services.GetRequiredService<EvaluationFollowUp>();
        var commit = new GroupCommit(log, new NewEvents(_known), store, services.GetRequiredService<CurrentRules>(), followUp, time, services.GetRequiredService<ILogger<GroupCommit>>());
        var flush = new GroupFlush(commit, log, services.GetRequiredService<SetAsideEvents>());
        var handler = new EvaluateRules(place.Source, commit, flush, followUp, state, time, services.GetRequiredService<ILogger<EvaluateRules>>());
        return new HandlerRun(handler, place.Source, _known);
    }

    protected override async Task ClosingAsync(CancellationToken cancellationToken) => await _known!.FlushAsync(cancellationToken);
}
