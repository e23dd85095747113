using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Feeds;
using KnowledgeGraph.Server.Ingestion.Web;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>The product's way to the web with settings of a test; this machine may be read, waits are short.</summary>
public sealed class WebReading : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public WebReading(Func<WebOptions, WebOptions>? change = null, IGraphStore? store = null, FeedOptions? feeds = null, TimeProvider? time = null, Lazy<Ingestor>? ingestor = null)
    {
        var options = new WebOptions { AllowedNetworks = ScriptedSite.ThisMachine, RetryDelay = TimeSpan.FromMilliseconds(5) };
        var services = new ServiceCollection();
        services.AddSingleton(new IngestionSettings { Web = change?.Invoke(options) ?? options, Feeds = feeds ?? new() });
        if (time is not null) services.AddSingleton(time);
        if (store is not null) services.AddSingleton(store);
        if (ingestor is not null) services.AddSingleton(ingestor);
        services.AddIngestion();
        _services = services.BuildServiceProvider();
    }

    public T Get<T>() where T : class => _services.GetRequiredService<T>();

    internal Task<FetchOutcome> FetchAsync(Uri address, int mostBytes = 1 << 20, bool cutOff = false, params string[] types) =>
        Get<WebFetcher>().FetchAsync(new FetchRequest(address, mostBytes, cutOff, types.Length > 0 ? types : null));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
