using KnowledgeGraph.Server.Ingestion.Feeds;
using KnowledgeGraph.Server.Ingestion.Web;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>What an ingestion is set up with.</summary>
public sealed record IngestionSettings
{
    public IngestionOptions Queue { get; init; } = new();

    public WebOptions Web { get; init; } = new();

    public FeedOptions Feeds { get; init; } = new();
}

/// <summary>Registers the ingestion. Nothing is loaded or started before the first article comes.</summary>
public static class IngestionSetup
{
    /// <summary>The services that mutations need, over the registered <see cref="IGraphStore"/>. Settings that are registered before stay.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IngestionService))) return services;
        services.AddLogging();
        services.TryAddSingleton(new IngestionSettings());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new Lazy<Ingestor>(Ingestor.LoadDefault));
        services.AddSingleton(provider => provider.GetRequiredService<IngestionSettings>().Queue);
        services.AddSingleton(provider => provider.GetRequiredService<IngestionSettings>().Web);
        services.AddSingleton(provider => provider.GetRequiredService<IngestionSettings>().Feeds);
        services.AddSingleton(provider => new IngestionLog(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IngestionService(
            provider.GetRequiredService<Lazy<Ingestor>>(), provider.GetService<IGraphRecorder>() ?? provider.GetRequiredService<IGraphStore>().Recorder, provider.GetRequiredService<IngestionLog>(),
            provider.GetRequiredService<IngestionOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<IngestionService>>()));
        services.AddWebFetcher();
        services.AddSingleton<WebIngestion>();
        services.AddSingleton(provider => new FeedPoll(
            provider.GetRequiredService<WebFetcher>(), provider.GetRequiredService<WebIngestion>(), provider.GetRequiredService<IngestionService>(),
            provider.GetRequiredService<WebOptions>(), provider.GetRequiredService<FeedOptions>(), provider.GetRequiredService<TimeProvider>(), new Random()));
        services.AddSingleton<AddressIngestion>();
        services.AddSingleton(provider => new FeedStateFile(provider.GetRequiredService<FeedOptions>().StateFile));
        services.AddSingleton<FeedPoller>();
        return services;
    }

    /// <summary>For a server: follows the feeds, and works off what clients wait for when it is told to stop.</summary>
    public static IServiceCollection AddIngestionHosting(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IngestionMetrics))) return services;
        services.AddMetrics();
        services.AddSingleton<IngestionMetrics>();
        services.AddHostedService<IngestionShutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedPoller>());
        return services;
    }

    private sealed class IngestionShutdown(IngestionService service, IServiceProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            // Its instruments are there as soon as it is.
            _ = provider.GetRequiredService<IngestionMetrics>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => service.StopAsync().WaitAsync(cancellationToken);
    }
}
