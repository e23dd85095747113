namespace KnowledgeGraph.Storage.Tests.Contract;

/// <summary>A test class of the contract: each test has an empty store of its own, which the subclass opens.</summary>
public abstract class GraphStoreFixture : IAsyncLifetime
{
    private IGraphStore? _store;

    protected IGraphStore Store => _store ?? throw new InvalidOperationException("The store is not open yet.");

    protected IGraphReader Reader => Store.Reader;

    protected IGraphRecorder Recorder => Store.Recorder;

    /// <summary>Opens an empty store that is gone after the test.</summary>
    protected abstract Task<IGraphStore> OpenEmptyAsync();

    /// <summary>Opens what <see cref="OpenEmptyAsync"/> opened once more, after it was closed.</summary>
    protected abstract Task<IGraphStore> ReopenAsync();

    protected abstract Task RemoveAsync();

    public async Task InitializeAsync() => _store = await OpenEmptyAsync();

    public async Task DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        await RemoveAsync();
    }

    protected async Task CloseAndReopenAsync()
    {
        await Store.DisposeAsync();
        _store = await ReopenAsync();
    }

    protected async Task<string> ExportAsync()
    {
        using var output = new MemoryStream();
        await Store.ExportAsync(output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    protected async Task<Entity> EntityAsync(string name) =>
        Assert.Single((await Reader.Entities.PageAsync(new EntityFilter { Names = [name] }, 10)).Values);
}
