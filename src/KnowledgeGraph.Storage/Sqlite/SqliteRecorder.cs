using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// The one writer. Each call is one transaction: the logs change, the blocks they touch are resolved again, and the rows that hold the answer are
/// written; after the commit it is on the disk, before it nothing is.
/// </summary>
/// <param name="pragmas">Settings on top of the usual ones.</param>
/// <param name="longLog">
/// Bytes from which the log is written back. It begins anew only when nobody reads it: where readers come without a pause it would grow without end, and each read with it.
/// </param>
internal sealed class SqliteRecorder(SqliteConnections connections, TimeProvider clock, string? pragmas = null, long longLog = 128 << 20) : IGraphRecorder, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqlSession? _session;
    private long _allowedBeyond; // What a log may be longer by since somebody held it.
    private long _holdFrom = FarTooLong * longLog; // Bytes of a log from which readers are held; more after one that did not end.

    public async Task<RecordResult> RecordAsync(IReadOnlyList<Contribution> contributions, CancellationToken cancellation = default)
    {
        var prepared = PreparedArticle.OfAll(contributions, cancellation);
        return await WriteAsync(update => { foreach (var article in prepared) update.Record(article); }, contributions.Count - prepared.Count, cancellation).ConfigureAwait(false);
    }

    public Task<RecordResult> WithdrawAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) =>
        WriteAsync(update => { foreach (var id in articleIds) update.Withdraw(id); }, 0, cancellation);

    public Task<RecordResult> JudgeAsync(IReadOnlyList<Judgement> judgements, CancellationToken cancellation = default) =>
        WriteAsync(update => { foreach (var judgement in judgements) update.Judge(judgement); }, 0, cancellation);

    public Task<RecordResult> WithdrawJudgementsAsync(IReadOnlyList<string> judgementIds, CancellationToken cancellation = default) =>
        WriteAsync(update => { foreach (var id in judgementIds) update.WithdrawJudgement(id); }, 0, cancellation);

    public void Dispose()
    {
        _session?.Dispose();
        _turn.Dispose();
    }

    private async Task<RecordResult> WriteAsync(Action<SqliteUpdate> change, int unchanged, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try { return await Task.Run(() => Write(change, unchanged, cancellation), cancellation).ConfigureAwait(false); }
        finally { _turn.Release(); }
    }

    private SqlSession Open()
    {
        var session = connections.OpenWriter();
        if (pragmas is not null) session.Script(pragmas);
        return session;
    }

    private RecordResult Write(Action<SqliteUpdate> change, int unchanged, CancellationToken cancellation)
    {
        var session = _session ??= Open();
        session.Begin(writing: true);
        try
        {
            var update = new SqliteUpdate(session, clock.GetUtcNow());
            change(update);
            cancellation.ThrowIfCancellationRequested();
            var result = update.Finish();
            session.Commit();
            ShortenLog(session);
            return result with { Unchanged = result.Unchanged + unchanged };
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }

    private void ShortenLog(SqlSession session)
    {
        var log = new FileInfo(connections.Path + "-wal");
        if (!log.Exists || log.Length <= longLog + _allowedBeyond) return;
        var isShort = IsWrittenBack(session, Tries);
        // Each page of a long log is looked for in all of it: reads take longer, and leave no moment between them. Then those to come have to wait a little.
        if (!isShort && log.Length > _holdFrom)
        {
            using (connections.HoldReaders()) isShort = IsWrittenBack(session, HeldTries);
            _holdFrom = isShort ? FarTooLong * longLog : log.Length * 2;
        }
        _allowedBeyond = isShort ? 0 : log.Length - longLog * 3 / 4;
    }

    private const int FarTooLong = 2;

    // Of 20 ms each: a second, and five while nobody comes and those who read come to an end.
    private const int Tries = 50, HeldTries = 250;

    // The engine waits for the place of a reader whose state is old, and one that reads on and on never leaves it: so it is asked again and again, each time
    // about those who are there by then.
    private static bool IsWrittenBack(SqlSession session, int tries)
    {
        try
        {
            session.Script("PRAGMA busy_timeout = 20");
            for (var i = 0; i < tries; i++)
            {
                if (session.Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0)).Single() == 0) return true;
            }
        }
        catch (GraphStoreException) { } // What was written stands in the log, which is as good.
        finally { session.Script(SqliteConnections.Waiting); }
        return false;
    }
}
