using System.Diagnostics.Metrics;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Hosting.Metrics;

/// <summary>What the store holds, counted again at most every <see cref="Age"/>.</summary>
internal sealed class StoreMetrics : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private readonly IGraphStore _store;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _counting = new(1, 1);
    private IReadOnlyList<Measurement<long>> _items = [];
    private long? _counted;
    private int _answers = 1;

    public StoreMetrics(IGraphStore store, TimeProvider time, IMeterFactory meters)
    {
        _store = store;
        _time = time;
        var meter = meters.Create("KnowledgeGraph.Server");
        meter.CreateObservableGauge("kg.store.items", () => _items, "{item}", "Articles, entities and facts in the store, by kind.");
        meter.CreateObservableGauge("kg.store.up", () => _answers, null, "1 where the store answered when it was last asked, else 0.");
    }

    private static IReadOnlyList<Measurement<long>> Items(StoreStatistics counts)
    {
        static Measurement<long> Of(string kind, long count) => new(count, new KeyValuePair<string, object?>("kind", kind));
        return
        [
            Of("article", counts.Articles), Of("mention", counts.Mentions), Of("event", counts.Events), Of("relation", counts.Relations), Of("quote", counts.Quotes),
            Of("claim", counts.Claims), Of("comparison", counts.Comparisons), Of("judgement", counts.Judgements),
            .. counts.Entities.OrderBy(pair => pair.Key).Select(pair => Of(pair.Key.ToString().ToLowerInvariant(), pair.Value)),
        ];
    }

    /// <summary>Counts what is in the store, unless it was counted a moment ago.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (!await _counting.WaitAsync(0, cancellation)) return;
        try
        {
            if (_counted is { } last && _time.GetElapsedTime(last) < Age) return;
            var counts = await _store.Reader.StatisticsAsync(cancellation);
            _items = Items(counts);
            _answers = 1;
            _counted = _time.GetTimestamp();
        }
        catch (GraphStoreException)
        {
            _answers = 0;
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();
}
