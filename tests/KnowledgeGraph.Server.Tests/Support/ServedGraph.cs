using System.Text.Json.Nodes;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>A folder of articles, read into a store of its own and asked through the product's schema.</summary>
public sealed class ServedGraph : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IGraphStore _store;
    private readonly ServiceProvider _services;

    private ServedGraph(string folder, IGraphStore store, ServiceProvider services)
    {
        _folder = folder;
        _store = store;
        _services = services;
    }

    public IGraphStore Store => _store;

    /// <summary>The recorder as the server's parts get it.</summary>
    public IGraphRecorder Recorder => _services.GetRequiredService<IGraphRecorder>();

    /// <summary>What extraction found in the articles, by title.</summary>
    public async Task<IReadOnlyList<Contribution>> ContributionsAsync()
    {
        var articles = (await _store.Reader.Articles.PageAsync(new ArticleFilter(), 100, order: ArticleOrder.Title)).Values;
        return [.. (await _store.Reader.ContributionsAsync([.. articles.Select(article => article.Id)])).OfType<Contribution>()];
    }

    /// <summary>Subscribes; a subscription that is refused fails the test with its errors.</summary>
    public async Task<EventReader> SubscribeAsync(string subscription, JsonObject? variables = null)
    {
        var result = await _services.GetRequiredService<IRequestExecutor>().ExecuteAsync(new GraphQLRequest
        {
            Query = subscription,
            User = Caller.Local.ToPrincipal(),
            Variables = variables is null ? default : System.Text.Json.JsonSerializer.SerializeToElement(variables),
        });
        if (result is OperationResult refused) Assert.Fail(refused.ToJson());
        return new((ResponseStream)result);
    }

    public static Task<ServedGraph> OfAsync(params string[] paths) => OfAsync(null, paths);

    /// <param name="settings">How articles come in; null: as they do by default.</param>
    public static async Task<ServedGraph> OfAsync(IngestionSettings? settings, params string[] paths)
    {
        var folder = Directory.CreateTempSubdirectory("kg-test-").FullName;
        IGraphStore store = await SqliteGraphStore.OpenAsync(Path.Combine(folder, "graph.db"));
        var (files, _) = ArticleFiles.Find(paths);
        var ingestor = Ingestor.LoadDefault();
        var report = await ingestor.IngestFilesAsync(files, store.Recorder, threads: 2);
        Assert.Empty(report.Refusals);
        return Serve(folder, store, settings);
    }

    /// <summary>A copy with a store of its own, for tests that change it.</summary>
    public async Task<ServedGraph> CopyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kg-test-").FullName;
        var file = Path.Combine(folder, "graph.db");
        await _store.BackupAsync(file);
        return Serve(folder, await SqliteGraphStore.OpenAsync(file));
    }

    /// <summary>A graph without articles.</summary>
    public static async Task<ServedGraph> EmptyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kg-test-").FullName;
        return Serve(folder, await SqliteGraphStore.OpenAsync(Path.Combine(folder, "graph.db")));
    }

    /// <summary>A store that is there already; it is closed with the graph.</summary>
    public static ServedGraph Of(IGraphStore store) => Serve(Directory.CreateTempSubdirectory("kg-test-").FullName, store);

    private static ServedGraph Serve(string folder, IGraphStore store, IngestionSettings? settings = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(store);
        if (settings is not null) services.AddSingleton(settings);
        services.AddGraphQL().AddKnowledgeGraph();
        return new(folder, store, services.BuildServiceProvider());
    }

    /// <summary>The answer's data; a query with errors fails the test with them.</summary>
    public async Task<JsonObject> AskAsync(string query, JsonObject? variables = null)
    {
        var json = await AnswerAsync(query, variables);
        Assert.True(json["errors"] is null, json.ToJsonString());
        return json["data"]!.AsObject();
    }

    /// <summary>The whole answer, with its errors.</summary>
    public async Task<JsonObject> AnswerAsync(string query, JsonObject? variables = null)
    {
        await using var result = await _services.GetRequiredService<IRequestExecutor>().ExecuteAsync(new GraphQLRequest
        {
            Query = query,
            User = Caller.Local.ToPrincipal(),
            Variables = variables is null ? default : System.Text.Json.JsonSerializer.SerializeToElement(variables),
        });
        return JsonNode.Parse(((OperationResult)result).ToJson())!.AsObject();
    }

    /// <summary>Each response of a subscription, or the one answer with its errors.</summary>
    public async IAsyncEnumerable<JsonObject> ResponsesAsync(string query)
    {
        await using var result = await _services.GetRequiredService<IRequestExecutor>().ExecuteAsync(new GraphQLRequest { Query = query, User = Caller.Local.ToPrincipal() });
        if (result is OperationResult refused)
        {
            yield return JsonNode.Parse(refused.ToJson())!.AsObject();
            yield break;
        }
        await foreach (var response in ((ResponseStream)result).ReadResponsesAsync())
        {
            await using var owned = response;
            yield return JsonNode.Parse(response.ToJson())!.AsObject();
        }
    }

    /// <summary>A service of the served graph.</summary>
    public T Service<T>() where T : class => _services.GetRequiredService<T>();

    /// <summary>Runs a document of the folder <c>Questions</c>.</summary>
    public Task<JsonObject> AskFileAsync(string name, JsonObject? variables = null) =>
        AskAsync(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Questions", name)), variables);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
