using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>One change of the logs and all that follows from it, within a transaction. Used once.</summary>
internal sealed class Neo4jUpdate
{
    private readonly CypherSession _session;
    private readonly DateTimeOffset _now;
    private readonly Neo4jNodes _nodes;
    private readonly Neo4jLocals _locals;
    private readonly Neo4jTouched _touched = new();
    private readonly List<(ChangeKind Kind, string Id)> _changes = [];
    private readonly Dictionary<string, PreparedArticle> _added = [];
    private readonly HashSet<string> _removed = [];
    // Articles whose facts point elsewhere now; and those of which only events do.
    private readonly HashSet<string> _rewrite = [], _moved = [];
    private readonly long _position;
    private Neo4jJudged _before = null!;
    private readonly HashSet<string> _unchangedArticles = new(StringComparer.Ordinal), _replacedArticles = new(StringComparer.Ordinal);
    private int _addedCount, _replaced, _withdrawn, _unchanged;

    public Neo4jUpdate(CypherSession session, long turn, long position, DateTimeOffset now)
    {
        (_session, _position, _now) = (session, position, now);
        _nodes = new(session, turn, now);
        _locals = new(session);
    }

    public async Task BeginAsync() => _before = await Neo4jJudgements.ReadAsync(_session).ConfigureAwait(false);

    public async Task RecordAsync(IReadOnlyList<PreparedArticle> articles)
    {
        var old = await Neo4jArticles.HashesAsync(_session, articles.Select(article => article.Id)).ConfigureAwait(false);
        var changed = articles.Where(article => !old.TryGetValue(article.Id, out var hash) || !hash.AsSpan().SequenceEqual(article.Hash)).ToList();
        _unchanged += articles.Count - changed.Count;
        _unchangedArticles.UnionWith(articles.Except(changed).Select(article => article.Id));
        foreach (var contribution in await Neo4jArticles.ContributionsAsync(_session, changed.Select(article => article.Id).Where(old.ContainsKey)).ConfigureAwait(false))
            Remove(contribution);
        foreach (var article in changed)
        {
            var replaces = old.ContainsKey(article.Id);
            _added[article.Id] = article;
            if (replaces) { _replaced++; _replacedArticles.Add(article.Id); }
            else _addedCount++;
            Log(replaces ? ChangeKind.ArticleReplaced : ChangeKind.ArticleRecorded, article.Id);
        }
        await _nodes.CreateAsync("Article", changed.Where(article => !old.ContainsKey(article.Id)).Select(Neo4jArticles.Row)).ConfigureAwait(false);
        await _nodes.ReplaceAsync("Article", changed.Where(article => old.ContainsKey(article.Id)).Select(Neo4jArticles.Row)).ConfigureAwait(false);
    }

    public async Task WithdrawAsync(IReadOnlyList<string> articleIds)
    {
        var found = await Neo4jArticles.ContributionsAsync(_session, articleIds.Distinct()).ConfigureAwait(false);
        foreach (var contribution in found)
        {
            Remove(contribution);
            Log(ChangeKind.ArticleWithdrawn, contribution.Article.Id);
        }
        _withdrawn += found.Count;
        _unchanged += articleIds.Count - found.Count;
        await _nodes.RemoveAsync("Article", "id", found.Select(contribution => contribution.Article.Id)).ConfigureAwait(false);
    }

    public async Task JudgeAsync(IReadOnlyList<Judgement> judgements)
    {
        var known = (await _session.QueryAsync("MATCH (j:Judgement) WHERE j.id IN $ids RETURN j.id AS id", ("ids", judgements.Select(judgement => judgement.Id).ToList())).ConfigureAwait(false))
            .Select(row => row.Get<string>("id")).ToHashSet();
        var fresh = new List<Dictionary<string, object?>>();
        foreach (var judgement in judgements)
        {
            if (!known.Add(judgement.Id)) { _unchanged++; continue; }
            fresh.Add(new() { ["id"] = judgement.Id, ["json"] = JsonSerializer.Serialize(judgement, ContributionJson.Options) });
            _addedCount++;
            Log(ChangeKind.JudgementMade, judgement.Id);
        }
        await _nodes.CreateAsync("Judgement", fresh).ConfigureAwait(false);
    }

    public async Task WithdrawJudgementsAsync(IReadOnlyList<string> ids)
    {
        var known = (await _session.QueryAsync("MATCH (j:Judgement) WHERE j.id IN $ids RETURN j.id AS id ORDER BY id", ("ids", ids)).ConfigureAwait(false)).Select(row => row.Get<string>("id")).ToList();
        foreach (var id in known) Log(ChangeKind.JudgementWithdrawn, id);
        _withdrawn += known.Count;
        _unchanged += ids.Count - known.Count;
        await _nodes.RemoveAsync("Judgement", "id", known).ConfigureAwait(false);
    }

    /// <summary>Resolves what the changes touched and writes it.</summary>
    public async Task<RecordResult> FinishAsync()
    {
        if (_addedCount + _replaced + _withdrawn > 0)
        {
            var judged = await Neo4jJudgements.ReadAsync(_session).ConfigureAwait(false);
            foreach (var article in _added.Values) _locals.Add(judged.Apply(article));
            await SplitAsync(judged).ConfigureAwait(false);
            await _locals.WriteAsync().ConfigureAwait(false);
            await ResolveEntitiesAsync(judged.Profiles).ConfigureAwait(false);
            await ResolveEventsAsync().ConfigureAwait(false);
            await WriteFactsAsync(judged).ConfigureAwait(false);
        }
        await _nodes.CreateAsync("Change", _changes.Select((change, index) => new Dictionary<string, object?>
        {
            ["position"] = _position + index + 1,
            ["kind"] = change.Kind.ToString(),
            ["id"] = change.Id,
            ["at"] = _now.UtcTicks,
        })).ConfigureAwait(false);
        var position = _position + _changes.Count;
        await _session.SendAsync("MATCH (s:KnowledgeGraph) SET s.position = $position", ("position", position)).ConfigureAwait(false);
        return new(_addedCount, _replaced, _withdrawn, _unchanged, position) { UnchangedArticles = _unchangedArticles, ReplacedArticles = _replacedArticles };
    }

    private void Remove(Contribution contribution)
    {
        _removed.Add(contribution.Article.Id);
        _locals.Remove(_before.Apply(PreparedArticle.Again(contribution)));
    }

    // Articles that were read before and whose local entities are split now, or no longer.
    private async Task SplitAsync(Neo4jJudged judged)
    {
        var (before, after) = (_before.Splits.Select(split => (split.Key, split.Value.Key)).ToHashSet(), judged.Splits.Select(split => (split.Key, split.Value.Key)).ToHashSet());
        before.SymmetricExceptWith(after);
        var changed = before.Select(split => split.Item1.Article)
            .Where(id => !_added.ContainsKey(id) && !_removed.Contains(id)).Distinct();
        foreach (var contribution in await Neo4jArticles.ContributionsAsync(_session, changed).ConfigureAwait(false))
        {
            var article = PreparedArticle.Again(contribution);
            _locals.Change(_before.Apply(article), judged.Apply(article));
            _rewrite.Add(article.Id);
        }
    }

    private async Task ResolveEntitiesAsync(JudgedProfiles judged)
    {
        var changed = judged.ChangedFrom(_before.Profiles);
        var (fresh, gone) = (_locals.FreshProfiles, _locals.GoneProfiles);
        var plan = await new Neo4jBlocks(_session).PlanAsync(blocks => new EntityPlanner(blocks, judged.Pairs).Plan(fresh, gone, changed)).ConfigureAwait(false);
        foreach (var state in gone) _touched.Entities.Add(state.Cluster);
        if (gone.Count > 0)
            await _session.SendAsync("MATCH (p:Profile) WHERE p.key IN $keys DETACH DELETE p", ("keys", gone.Select(state => state.Profile.Key).ToList())).ConfigureAwait(false);
        var was = await _locals.ClustersAsync(plan.Select(assignment => assignment.Key).Concat(changed)).ConfigureAwait(false);
        foreach (var key in changed)
            if (was.TryGetValue(key, out var cluster)) _touched.Entities.Add(cluster);
        var moved = new List<string>();
        foreach (var assignment in plan)
        {
            var old = was.GetValueOrDefault(assignment.Key, "");
            _touched.Entities.Add(assignment.Cluster);
            if (old.Length == 0 || old == assignment.Cluster) continue;
            _touched.Entities.Add(old);
            moved.Add(assignment.Key);
        }
        await _session.SendAsync("UNWIND $rows AS row MATCH (p:Profile {key: row.key}) SET p.component = row.component, p.cluster = row.cluster, p.reasons = row.reasons",
            ("rows", Rows(plan))).ConfigureAwait(false);
        if (moved.Count > 0)
            _rewrite.UnionWith((await _session.QueryAsync("UNWIND $keys AS key MATCH (:Profile {key: key})<-[:HAS_PROFILE]-(a:Article) RETURN DISTINCT a.id AS id", ("keys", moved)).ConfigureAwait(false))
                .Select(row => row.Get<string>("id")));
        _rewrite.UnionWith(judged.Rejected.ChangedFrom(_before.Profiles.Rejected).Select(rejection => rejection.Article));
        _touched.Entities.Remove("");
    }

    private async Task ResolveEventsAsync()
    {
        var (fresh, gone) = (_locals.FreshReports, _locals.GoneReports);
        var plan = await new Neo4jBlocks(_session).PlanAsync(blocks => new EventPlanner(blocks).Plan(fresh, gone)).ConfigureAwait(false);
        foreach (var state in gone) _touched.Events.Add(state.Cluster);
        var was = (await _session.QueryAsync("UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id, r.cluster AS cluster, r.article AS article",
            ("ids", plan.Select(assignment => assignment.Key).ToList())).ConfigureAwait(false)).ToDictionary(row => row.Get<string>("id"), row => (Cluster: row.Get<string>("cluster"), Article: row.Get<string>("article")));
        foreach (var assignment in plan)
        {
            var old = was[assignment.Key];
            _touched.Events.Add(assignment.Cluster);
            if (old.Cluster.Length == 0 || old.Cluster == assignment.Cluster) continue;
            _touched.Events.Add(old.Cluster);
            _moved.Add(old.Article);
        }
        await _session.SendAsync("UNWIND $rows AS row MATCH (r:Report {id: row.key}) SET r.component = row.component, r.cluster = row.cluster, r.reasons = row.reasons",
            ("rows", Rows(plan))).ConfigureAwait(false);
        _touched.Events.Remove("");
    }

    private static List<Dictionary<string, object?>> Rows(IEnumerable<Assignment> plan) => [.. plan.Select(assignment => new Dictionary<string, object?>
    {
        ["key"] = assignment.Key,
        ["component"] = assignment.Component,
        ["cluster"] = assignment.Cluster,
        ["reasons"] = assignment.Reasons.ToList(),
    })];

    private async Task WriteFactsAsync(Neo4jJudged judged)
    {
        var again = await Neo4jArticles.ContributionsAsync(_session, _rewrite.Union(_moved).Except(_added.Keys)).ConfigureAwait(false);
        var articles = again.Select(PreparedArticle.Again).Concat(_added.Values).Select(judged.Apply).OrderBy(article => article.Id, StringComparer.Ordinal).ToList();
        var entities = await _locals.ClustersAsync(articles.SelectMany(article => article.Profiles.Values.Select(profile => profile.Key))).ConfigureAwait(false);
        var events = await _locals.EventsAsync(articles.SelectMany(article => article.Reports.Values.Select(report => report.Id))).ConfigureAwait(false);
        ResolvedArticle Resolve(PreparedArticle article) => new(
            article.Contribution,
            article.Profiles.ToDictionary(pair => pair.Key, pair => entities[pair.Value.Key]),
            article.Reports.ToDictionary(pair => pair.Key, pair => events[pair.Value.Id]));
        var written = articles.ToLookup(article => _added.ContainsKey(article.Id) || _rewrite.Contains(article.Id), Resolve);
        var facts = new Neo4jFacts(_nodes, _touched);
        await facts.MoveAsync([.. written[false]], judged.Profiles.Rejected).ConfigureAwait(false);
        await facts.RemoveAsync([.. _removed.Concat(again.Select(contribution => contribution.Article.Id).Where(_rewrite.Contains)).Distinct()]).ConfigureAwait(false);
        facts.Add(written[true], judged.Profiles.Rejected);
        await new Neo4jEntities(_nodes, Log).RefreshAsync(_touched, judged.Profiles).ConfigureAwait(false);
        await _nodes.PrepareAsync("Event", events.Values.Distinct()).ConfigureAwait(false);
        await facts.WriteAsync().ConfigureAwait(false);
        await new Neo4jEvents(_nodes, Log).RefreshAsync(_touched.Events).ConfigureAwait(false);
    }

    private void Log(ChangeKind kind, string id) => _changes.Add((kind, id));
}

/// <summary>Ids of entities and events of which something changed in the transaction, and in which articles entities came to appear or no longer do.</summary>
internal sealed class Neo4jTouched
{
    /// <summary>An entity's part in an article: mentions, and the day of publication (0 where unknown).</summary>
    public sealed record Appearance(int Mentions, int Day);

    public Dictionary<string, List<Appearance>> Gained { get; } = [];

    public Dictionary<string, List<Appearance>> Lost { get; } = [];

    public static void Add(Dictionary<string, List<Appearance>> to, string entity, Appearance appearance)
    {
        if (!to.TryGetValue(entity, out var list)) to[entity] = list = [];
        list.Add(appearance);
    }

    public SortedSet<string> Entities { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Events { get; } = new(StringComparer.Ordinal);
}
