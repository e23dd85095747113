using KnowledgeGraph.Storage.Tests.Recording;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>Several stores on one server, as replicas of <c>kg serve</c> are: all of them write, each follows the change log.</summary>
[Collection(Neo4jServer.Collection)]
public sealed class ReplicaTests
{
    private const int Batches = 6, Each = 2;

    [Neo4jFact]
    public async Task Followers_see_every_change_once_and_in_order_while_two_replicas_write()
    {
        await using var one = await Neo4jServer.OpenEmptyAsync();
        await using var other = await Neo4jServer.OpenAsync();
        using var written = new CancellationTokenSource();
        var followers = new[] { one, other }.Select(store => FollowAsync(store, written.Token)).ToArray();
        async Task WriteAsync(IGraphStore store, int from)
        {
            for (var batch = 0; batch < Batches; batch++)
                await store.Recorder.RecordAsync([.. Enumerable.Range(from + batch * Each, Each).Select(number => GeneratedReports.Make(number, new Random(number)))]);
        }
        await Task.WhenAll(WriteAsync(one, 0), WriteAsync(other, Batches * Each));
        await written.CancelAsync();
        var seen = await Task.WhenAll(followers);

        var newest = (await one.Reader.StatisticsAsync()).Position;
        Assert.True(newest >= 2 * Batches * Each);
        foreach (var changes in seen) Assert.Equal(Enumerable.Range(1, (int)newest).Select(position => (long)position), changes.Select(change => change.Position));
        Assert.Equal(seen[0].Select(change => (change.Kind, change.Id)), seen[1].Select(change => (change.Kind, change.Id)));
        Assert.Equal(2 * Batches * Each, seen[0].Count(change => change.Kind == ChangeKind.ArticleRecorded));
        Assert.Empty(await one.CheckAsync());
    }

    // Reads on from where it was, few changes at a time, until nothing more comes after the last was written.
    private static async Task<List<Change>> FollowAsync(IGraphStore store, CancellationToken written)
    {
        var seen = new List<Change>();
        while (true)
        {
            var last = written.IsCancellationRequested;
            var next = await store.Reader.ChangesAsync(seen.Count == 0 ? 0 : seen[^1].Position, 7, CancellationToken.None);
            seen.AddRange(next);
            if (next.Count == 0 && last) return seen;
            if (next.Count == 0) await Task.Delay(10, CancellationToken.None);
        }
    }
}
