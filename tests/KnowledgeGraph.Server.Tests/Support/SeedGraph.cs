using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>The five seed articles, read once for all questions. Absent where ../shared is.</summary>
public sealed class SeedGraph : IAsyncLifetime
{
    private ServedGraph? _graph;

    public ServedGraph Graph => _graph!;

    public async Task InitializeAsync()
    {
        if (Repository.Shared is not null) _graph = await ServedGraph.OfAsync(Repository.SharedPath("seeds"));
    }

    public async Task DisposeAsync()
    {
        if (_graph is not null) await _graph.DisposeAsync();
    }
}

/// <summary>The samples, read once for all questions.</summary>
public sealed class SampleGraph : IAsyncLifetime
{
    private ServedGraph? _graph;

    public ServedGraph Graph => _graph!;

    public async Task InitializeAsync() => _graph = await ServedGraph.OfAsync(Repository.PathOf("samples"));

    public async Task DisposeAsync() => await _graph!.DisposeAsync();
}
