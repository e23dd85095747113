using KnowledgeGraph.Server.Ingestion;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>Lets the language models go when no article came for a while.</summary>
internal sealed class IdleModels(Lazy<Ingestor> ingestor, TimeProvider time) : BackgroundService
{
    /// <summary>From one look to the next; models that were not used in between are let go.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Patience, time);
        long seen = -1;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!ingestor.IsValueCreated) continue;
            var uses = ingestor.Value.Uses;
            if (uses == seen && ingestor.Value.IsLoaded) ingestor.Value.Release();
            seen = uses;
        }
    }
}
