using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>One change of the logs and all that follows from it, within a transaction. Used once.</summary>
internal sealed class SqliteUpdate
{
    private readonly SqlSession _session;
    private readonly DateTimeOffset _now;
    private readonly SqliteTouched _touched = new();
    private readonly SqliteLinks _links;
    private readonly SqliteFacts _facts;
    private readonly SqliteLocals _locals;
    private readonly SqliteSearchWords _words;
    private readonly JudgedProfiles _before;

    private readonly Dictionary<long, PreparedArticle> _added = [];
    // Articles whose facts point elsewhere now; and those of which only events do.
    private readonly HashSet<long> _rewrite = [], _moved = [];
    private readonly HashSet<string> _unchangedArticles = new(StringComparer.Ordinal), _replacedArticles = new(StringComparer.Ordinal);
    private readonly HashSet<long> _requoted = [];
    private int _addedCount, _replaced, _withdrawn, _unchanged;

    public SqliteUpdate(SqlSession session, DateTimeOffset now)
    {
        _session = session;
        _now = now;
        _links = new(session);
        _facts = new(session, _touched, _links);
        _locals = new(session);
        _words = new(session);
        _before = new SqliteJudgements(session).OfProfiles();
    }

    public void Record(PreparedArticle article)
    {
        var old = Row(article.Id);
        if (old is { } same && same.Hash.AsSpan().SequenceEqual(article.Hash)) { _unchanged++; _unchangedArticles.Add(article.Id); return; }
        if (old is { } row) Remove(row.Number, row.Day, article.Id);
        var number = Insert(article, old?.Number);
        _locals.Add(number, article);
        _words.Add(number, _before.Rejected.Without(article.Contribution));
        _added[number] = article;
        if (old is null) _addedCount++;
        else { _replaced++; _replacedArticles.Add(article.Id); }
        Log(old is null ? ChangeKind.ArticleRecorded : ChangeKind.ArticleReplaced, article.Id);
    }

    public void Withdraw(string articleId)
    {
        if (Row(articleId) is not { } row) { _unchanged++; return; }
        Remove(row.Number, row.Day, articleId);
        _session.Execute("DELETE FROM article WHERE n = $1", row.Number);
        _added.Remove(row.Number);
        _withdrawn++;
        Log(ChangeKind.ArticleWithdrawn, articleId);
    }

    public void Judge(Judgement judgement)
    {
        var json = JsonSerializer.Serialize(judgement, ContributionJson.Options);
        if (_session.Change("INSERT OR IGNORE INTO judgement (id, json) VALUES ($1, $2)", judgement.Id, json) == 0) { _unchanged++; return; }
        _addedCount++;
        Log(ChangeKind.JudgementMade, judgement.Id);
    }

    public void WithdrawJudgement(string id)
    {
        if (_session.Change("DELETE FROM judgement WHERE id = $1", id) == 0) { _unchanged++; return; }
        _withdrawn++;
        Log(ChangeKind.JudgementWithdrawn, id);
    }

    /// <summary>Resolves what the changes touched and writes it.</summary>
    public RecordResult Finish()
    {
        if (_addedCount + _replaced + _withdrawn > 0)
        {
            var judgements = new SqliteJudgements(_session);
            // First: what is split has a profile of its own for judgements to hold on to.
            _rewrite.UnionWith(_locals.Split(judgements.Splits));
            var judged = judgements.OfProfiles();
            ResolveEntities(judged);
            ResolveEvents();
            WriteFacts(judged);
            new SqliteEntities(_session, Log).Refresh(_touched, judged);
            new SqliteEvents(_session, Log).Refresh(_touched.Events);
        }
        return new(_addedCount, _replaced, _withdrawn, _unchanged, _session.Number("SELECT seq FROM sqlite_sequence WHERE name = 'change'") ?? 0)
        {
            UnchangedArticles = _unchangedArticles,
            ReplacedArticles = _replacedArticles,
        };
    }

    private void ResolveEntities(JudgedProfiles judged)
    {
        var changedKeys = judged.ChangedFrom(_before);
        var (fresh, gone) = _locals.ChangedProfiles();
        var plan = new EntityPlanner(new SqliteBlocks(_session), judged.Pairs).Plan(fresh, gone, changedKeys);
        _rewrite.UnionWith(new SqliteAssignments(_session, _touched).Entities(plan, gone));
        foreach (var key in changedKeys)
            if (_session.Number("SELECT entity FROM profile WHERE key = $1", key) is { } entity) _touched.Entities.Add(entity);
        foreach (var (anchor, id) in judged.Rejected.ChangedFrom(_before.Rejected))
        {
            if (Row(id) is not { } row) continue;
            _rewrite.Add(row.Number);
            if (anchor.StartsWith("quote:", StringComparison.Ordinal)) _requoted.Add(row.Number);
        }
    }

    private void ResolveEvents()
    {
        var (fresh, gone) = _locals.ChangedReports();
        var plan = new EventPlanner(new SqliteBlocks(_session)).Plan(fresh, gone);
        _moved.UnionWith(new SqliteAssignments(_session, _touched).Events(plan, gone));
    }

    private void WriteFacts(JudgedProfiles judged)
    {
        foreach (var number in _moved.Except(_rewrite).Except(_added.Keys).Order()) _facts.TouchMoved(number, _session.Text("SELECT id FROM article WHERE n = $1", number)!);
        foreach (var number in _rewrite.Union(_moved).Except(_added.Keys).Order())
        {
            var (id, contribution) = _session.Query("SELECT id, contribution, text FROM article WHERE n = $1",
                row => (row.GetString(0), PreparedArticle.Unpack(row.GetFieldValue<byte[]>(1), row.GetString(2))), number).Single();
            if (!_rewrite.Contains(number))
            {
                _facts.MoveEvents(number, contribution, judged.Rejected);
                continue;
            }
            _facts.Remove(number, id);
            _facts.Write(number, contribution, judged.Rejected);
            if (!_requoted.Contains(number)) continue;
            _words.Remove(number, PreparedArticle.DayOf(contribution.Article));
            _words.Add(number, judged.Rejected.Without(contribution));
        }
        foreach (var (number, article) in _added.OrderBy(pair => pair.Key)) _facts.Write(number, article.Contribution, judged.Rejected);
        _links.Flush();
        _words.Flush();
    }

    private void Remove(long number, int day, string id)
    {
        if (_added.ContainsKey(number)) _added.Remove(number);
        else _facts.Remove(number, id);
        _locals.Remove(number);
        _words.Remove(number, day);
    }

    private (long Number, int Day, byte[] Hash)? Row(string articleId) =>
        _session.Query("SELECT n, day, hash FROM article WHERE id = $1", row => ((long, int, byte[])?)(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2)), articleId).FirstOrDefault();

    private long Insert(PreparedArticle prepared, long? number)
    {
        var article = prepared.Contribution.Article;
        if (number is not null) _session.Execute("DELETE FROM article WHERE n = $1", number);
        var inserted = _session.Number(
            "INSERT INTO article (n, id, hash, title, outlet, day, at, language, skipped, text, contribution) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING n",
            number, article.Id, prepared.Hash, article.Title, article.Outlet, prepared.Day, article.PublishedAt?.UtcTicks, article.Language,
            prepared.Contribution.Skipped, article.Text, prepared.Packed)!.Value;
        return inserted < SqliteSearchWords.MostArticles ? inserted
            : throw new GraphStoreException(StoreFailure.Full, $"An embedded store holds {SqliteSearchWords.MostArticles - 1} articles at most: keep so many in Neo4j.");
    }

    private void Log(ChangeKind kind, string id) =>
        _session.Execute("INSERT INTO change (kind, id, at) VALUES ($1, $2, $3)", (int)kind, id, _now.UtcTicks);
}
