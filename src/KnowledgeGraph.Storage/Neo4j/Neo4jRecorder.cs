using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Each call is one transaction, which first takes the lock of the database's one <c>:KnowledgeGraph</c> node: writers, of several processes too,
/// come one after the other. A call that is run again after a failure leaves what one run leaves, since contributions and judgements have ids.
/// </summary>
internal sealed class Neo4jRecorder(Neo4jAccess access, TimeProvider clock) : IGraphRecorder
{
    private long _forgot;

    public async Task<RecordResult> RecordAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default)
    {
        var prepared = PreparedArticle.OfAll(contributions, cancellation);
        return await WriteAsync(update => update.RecordAsync(prepared), contributions.Count - prepared.Count, cancellation).ConfigureAwait(false);
    }

    public Task<RecordResult> WithdrawAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) =>
        WriteAsync(update => update.WithdrawAsync(articleIds), 0, cancellation);

    public Task<RecordResult> JudgeAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation = default) =>
        WriteAsync(update => update.JudgeAsync(judgements), 0, cancellation);

    public Task<RecordResult> WithdrawJudgementsAsync(IReadOnlyList<string> judgementIds, CancellationToken cancellation = default) =>
        WriteAsync(update => update.WithdrawJudgementsAsync(judgementIds), 0, cancellation);

    private async Task<RecordResult> WriteAsync(Func<Neo4jUpdate, Task> change, int unchanged, CancellationToken cancellation)
    {
        var result = await ChangeAsync(change, unchanged, cancellation).ConfigureAwait(false);
        await ForgetAsync().ConfigureAwait(false);
        return result;
    }

    private Task<RecordResult> ChangeAsync(Func<Neo4jUpdate, Task> change, int unchanged, CancellationToken cancellation) => access.WriteAsync(async session =>
    {
        var store = await session.QueryAsync("MATCH (s:KnowledgeGraph) SET s.turn = s.turn + 1 RETURN s.turn AS turn, s.position AS position").ConfigureAwait(false);
        var update = new Neo4jUpdate(session, store[0].Get<long>("turn"), store[0].Get<long>("position"), clock.GetUtcNow());
        await update.BeginAsync().ConfigureAwait(false);
        await change(update).ConfigureAwait(false);
        var result = await update.FinishAsync().ConfigureAwait(false);
        return result with { Unchanged = result.Unchanged + unchanged };
    }, cancellation);

    // What was recorded is recorded: that old copies could not be deleted is made up for by a later call.
    private async Task ForgetAsync()
    {
        var now = clock.GetUtcNow();
        if (now - new DateTimeOffset(Interlocked.Read(ref _forgot), TimeSpan.Zero) < Neo4jNodes.Kept / 4) return;
        Interlocked.Exchange(ref _forgot, now.UtcTicks);
        try
        {
            while (await access.WriteAsync(session => Neo4jNodes.ForgetAsync(session, now), CancellationToken.None).ConfigureAwait(false)) { }
        }
        catch (GraphStoreException) { }
    }
}
