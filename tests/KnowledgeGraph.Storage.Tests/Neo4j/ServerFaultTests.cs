using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Storage.Tests.Contract;
using KnowledgeGraph.Storage.Tests.Recording;
using KnowledgeGraph.Storage.Tests.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>A real server that is killed or held while the store works: the store goes on with it afterwards, without being opened again.</summary>
[Collection(Neo4jServer.Collection)]
public sealed class ServerFaultTests
{
    private const int Batches = 30, Each = 3;

    // How long a test waits for what has to come; a machine that starts Java slowly needs it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    [OwnNeo4jFact]
    public async Task Killed_while_articles_are_recorded_it_loses_nothing_that_was_acknowledged_and_shows_nothing_half_written()
    {
        await using var server = await OwnNeo4j.StartAsync();
        await using var store = await Neo4jGraphStore.OpenAsync(server.Uri, "neo4j", OwnNeo4j.Password);
        var acknowledged = 0;
        var recording = Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches;)
                try
                {
                    await store.Recorder.RecordAsync(Reports(batch));
                    Interlocked.Exchange(ref acknowledged, ++batch);
                }
                catch (GraphStoreException gone)
                {
                    // As ingestion does: what was not acknowledged is recorded again.
                    Assert.Equal(StoreFailure.Unreachable, gone.Failure);
                }
        });
        foreach (var point in new[] { 4, 15 })
        {
            while (Volatile.Read(ref acknowledged) < point && !recording.IsCompleted) await Task.Delay(5);
            await Task.Delay(20 * point);
            server.Kill();
            var promised = Volatile.Read(ref acknowledged);
            await server.RestartAsync();
            var there = await AskAsync(() => store.Reader.Articles.FindAsync(Ids(promised)));
            Assert.DoesNotContain(null, there);
            Assert.Empty(await AskAsync(() => store.CheckAsync()));
        }
        await recording.WaitAsync(s_patience);

        var file = new SqliteFile();
        await using (var sqlite = await file.OpenAsync())
        {
            for (var batch = 0; batch < Batches; batch++) await sqlite.Recorder.RecordAsync(Reports(batch));
            Assert.Equal(await sqlite.ExportTextAsync(), await store.ExportTextAsync());
        }
        file.Remove();
    }

    [OwnNeo4jFact]
    public async Task Two_hundred_requests_outlast_a_server_that_is_silent_for_ten_seconds()
    {
        await using var server = await OwnNeo4j.StartAsync();
        await using var store = await Neo4jGraphStore.OpenAsync(server.Uri, "neo4j", OwnNeo4j.Password);
        await store.Recorder.RecordAsync(Reports(0));
        Task<IReadOnlyList<Page<StoredArticle>>>[] Ask() => [.. Enumerable.Range(0, 200).Select(_ => Task.Run(() => store.Reader.Articles.PageAsync([new(new ArticleFilter(), 10)])))];
        await Task.WhenAll(Ask());

        await server.HoldAsync();
        var during = Ask();
        await Task.Delay(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(during, asked => asked.IsCompleted);
        await server.ReleaseAsync();
        Assert.All(await Task.WhenAll(during).WaitAsync(s_patience), pages => Assert.Equal(Each, pages[0].Items.Count));
        Assert.All(await Task.WhenAll(Ask()).WaitAsync(s_patience), pages => Assert.Equal(Each, pages[0].Items.Count));
    }

    private static List<Model.Contribution> Reports(int batch) => [.. Enumerable.Range(batch * Each, Each).Select(number => GeneratedReports.Make(number, new Random(number)))];

    private static List<string> Ids(int batches) => [.. Enumerable.Range(0, batches).SelectMany(Reports).Select(report => report.Article.Id)];

    // The server is back; the store may have to notice.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
            try { return await ask(); }
            catch (GraphStoreException) when (!patience.IsCancellationRequested) { await Task.Delay(200); }
    }
}
