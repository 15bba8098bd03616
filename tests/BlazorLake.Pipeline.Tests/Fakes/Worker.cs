using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Persistence.Journal;
using BlazorLake.Pipeline.RabbitMq;
using BlazorLake.Testing;
using BlazorLake.Testing.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Tests.Fakes;

/// <summary>One process of BlazorLake as far as the pipeline goes: a host with transport and consumers, over stores that several workers of a test share.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TemporaryFolder? _folder;

    private Worker(IHost host, TemporaryFolder? folder) => (_host, _folder) = (host, folder);

    public IEventTransport Transport => _host.Services.GetRequiredService<IEventTransport>();

    public ILiveFeed Feed => _host.Services.GetRequiredService<ILiveFeed>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<Worker> StartOnBrokerAsync(Uri broker, Stores stores, CancellationToken token, PipelineWork work = PipelineWork.Rules | PipelineWork.Lake, Action<BrokerOptions>? configure = null)
    {
        var folder = new TemporaryFolder();
        var options = new BrokerOptions { Uri = broker };
        configure?.Invoke(options);
        return await StartAsync(stores, folder, services =>
        {
            services.AddSingleton(options);
            services.AddBrokerPipeline(work, folder.Path);
        }, token);
    }

    public static Task<Worker> StartOnJournalAsync(string folder, Stores stores, CancellationToken token, PipelineWork work = PipelineWork.Rules | PipelineWork.Lake) =>
        StartAsync(stores, null, services =>
        {
            services.AddSingleton(p => new EventJournal(Path.Combine(folder, "journal.db"), new JournalOptions(), TimeProvider.System, p.GetRequiredService<ILogger<EventJournal>>()));
            services.AddSingleton<IEventTransport>(p => p.GetRequiredService<EventJournal>());
            services.AddSingleton<IEventJournal>(p => p.GetRequiredService<EventJournal>());
            services.AddJournalPipeline(work, folder);
        }, token);

    /// <summary>As SIGTERM does it.</summary>
    public Task StopAsync(CancellationToken token) => _host.StopAsync(token);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _host.StopAsync(limit.Token);
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        _folder?.Dispose();
    }

    private static async Task<Worker> StartAsync(Stores stores, TemporaryFolder? folder, Action<IServiceCollection> configure, CancellationToken token)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(o => o.SingleLine = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IEvaluationStore>(stores.Evaluation);
        builder.Services.AddSingleton<ILakeAppender>(stores.Lake);
        builder.Services.AddSingleton<IRuleStore>(stores.Rules);
        builder.Services.AddSingleton<IStreamStore>(stores.Streams);
        builder.Services.AddSingleton<IUnreadableMessageStore>(stores.Streams);
        builder.Services.AddSingleton(new LakeOptions { FlushInterval = stores.FlushInterval });
        builder.Services.AddSingleton<StreamProfiler>();
        configure(builder.Services);
        var host = builder.Build();
        await host.StartAsync(token);
        return new Worker(host, folder);
    }
}

/// <summary>What the workers of a test share.</summary>
internal sealed class Stores
{
    public Stores() => Streams = new FakeStreamStore(Evaluation);

    public FakeEvaluationStore Evaluation { get; } = new();

    public FakeLakeAppender Lake { get; } = new();

    public FakeRuleStore Rules { get; } = new(TimeProvider.System);

    public FakeStreamStore Streams { get; }

    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(300);
}
