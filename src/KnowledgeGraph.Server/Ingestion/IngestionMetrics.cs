using System.Diagnostics.Metrics;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>What waits and what came of articles, for <c>/metrics</c> and OTLP.</summary>
internal sealed class IngestionMetrics
{
    public IngestionMetrics(IngestionService service, IMeterFactory meters)
    {
        var meter = meters.Create("KnowledgeGraph.Ingestion");
        meter.CreateObservableGauge("kg.ingestion.waiting", () => Enum.GetValues<IngestionLane>().Select(lane => Of("lane", lane.ToString(), service.WaitingIn(lane))), "{article}", "Articles that wait for extraction, by lane.");
        meter.CreateObservableCounter("kg.ingestion.articles", () => service.Log.Ended.Select(pair => Of("status", pair.Status.ToString(), pair.Count)), "{article}", "Articles whose way ended, by status.");
    }

    private static Measurement<long> Of(string name, string value, long count) => new(count, new KeyValuePair<string, object?>(name, value.ToLowerInvariant()));
}
