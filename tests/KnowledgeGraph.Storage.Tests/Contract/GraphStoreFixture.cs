using System.Text;

namespace KnowledgeGraph.Storage.Tests.Contract;

/// <summary>How a kind of store is opened for the contract's tests.</summary>
public interface IContractStore
{
    /// <summary>Opens an empty store that is gone after the test.</summary>
    Task<IGraphStore> OpenEmptyAsync();

    /// <summary>Opens what <see cref="OpenEmptyAsync"/> opened once more, after it was closed.</summary>
    Task<IGraphStore> ReopenAsync();

    Task RemoveAsync();
}

/// <summary>A test class of the contract: each test has an empty store of its own.</summary>
public abstract class GraphStoreFixture(IContractStore kind) : IAsyncLifetime
{
    private IGraphStore? _store;

    protected IGraphStore Store => _store ?? throw new InvalidOperationException("The store is not open yet.");

    protected IGraphReader Reader => Store.Reader;

    protected IGraphRecorder Recorder => Store.Recorder;

    public async Task InitializeAsync() => _store = await kind.OpenEmptyAsync();

    public async Task DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        await kind.RemoveAsync();
    }

    protected async Task CloseAndReopenAsync()
    {
        await Store.DisposeAsync();
        _store = await kind.ReopenAsync();
    }

    protected Task<string> ExportAsync() => Store.ExportTextAsync();

    protected async Task<Entity> EntityAsync(string name) =>
        Assert.Single((await Reader.Entities.PageAsync(new EntityFilter { Names = [name] }, 10)).Values);
}

internal static class GraphStoreExport
{
    /// <summary>What a store exports, as text.</summary>
    public static async Task<string> ExportTextAsync(this IGraphStore store)
    {
        using var output = new MemoryStream();
        await store.ExportAsync(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
