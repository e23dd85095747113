using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Keeps the counted links, and the pairs of entities they join, in step with the relations that a change writes and removes. A link names the ordinally first of its relations.</summary>
internal sealed class Neo4jLinks(CypherSession session)
{
    private sealed record Delta(string Subject, string Predicate, string Object)
    {
        public int Relations { get; set; }

        public HashSet<string> Gained { get; } = [];

        public HashSet<string> Lost { get; } = [];

        // Ids of relations that came, and of those that went.
        public HashSet<string> Written { get; } = [];

        public HashSet<string> Removed { get; } = [];

        public string? Example { get; set; }
    }

    private readonly Dictionary<string, Delta> _deltas = [];

    public void Add(string article, string id, string subject, string predicate, string target)
    {
        var delta = Of(subject, predicate, target);
        delta.Relations++;
        delta.Gained.Add(article);
        delta.Written.Add(id);
        if (delta.Example is null || string.CompareOrdinal(id, delta.Example) < 0) delta.Example = id;
    }

    /// <summary>Notes the relations of articles before they are removed, and says which lead from one entity to another.</summary>
    public async Task<IReadOnlyList<(string Id, string Subject, string Predicate, string Object)>> RemoveAsync(IReadOnlyCollection<string> articles)
    {
        var removed = new List<(string Id, string Subject, string Predicate, string Object)>();
        foreach (var row in await session.QueryAsync(
            "UNWIND $articles AS article MATCH (f:Relation {article: article}) WHERE f.subject IS NOT NULL AND f.object IS NOT NULL RETURN f.id AS id, article, f.subject AS subject, f.predicate AS predicate, f.object AS object", ("articles", articles)).ConfigureAwait(false))
        {
            var relation = (Id: row.Get<string>("id"), Subject: row.Get<string>("subject"), Predicate: row.Get<string>("predicate"), Object: row.Get<string>("object"));
            removed.Add(relation);
            var delta = Of(relation.Subject, relation.Predicate, relation.Object);
            delta.Relations--;
            delta.Lost.Add(row.Get<string>("article"));
            delta.Removed.Add(relation.Id);
        }
        return removed;
    }

    /// <summary>Once the relations are written and removed.</summary>
    public async Task WriteAsync()
    {
        foreach (var batch in _deltas.Chunk(2000))
            await session.SendAsync(
                "UNWIND $rows AS row MERGE (l:Link {id: row.id}) ON CREATE SET l.subject = row.subject, l.predicate = row.predicate, l.object = row.object, l.relations = 0, l.articles = 0 "
                + "SET l.relations = l.relations + row.relations, l.articles = l.articles + row.articles, l.example = CASE WHEN l.example IS NULL OR row.example < l.example THEN row.example ELSE l.example END",
                ("rows", batch.Select(pair => new Dictionary<string, object?>
                {
                    ["id"] = pair.Key,
                    ["subject"] = pair.Value.Subject,
                    ["predicate"] = pair.Value.Predicate,
                    ["object"] = pair.Value.Object,
                    ["relations"] = pair.Value.Relations,
                    ["articles"] = pair.Value.Gained.Count - pair.Value.Lost.Count,
                    ["example"] = pair.Value.Example,
                }).ToList())).ConfigureAwait(false);
        await WritePairsAsync().ConfigureAwait(false);
        var lost = _deltas.Where(pair => pair.Value.Lost.Count > 0).Select(pair => pair.Key).ToList();
        if (lost.Count == 0) return;
        await session.SendAsync("UNWIND $ids AS id MATCH (l:Link {id: id}) WHERE l.relations <= 0 DELETE l", ("ids", lost)).ConfigureAwait(false);
        // One that was written again under its id is an example still.
        var rows = _deltas.Where(pair => pair.Value.Removed.Count > 0).Select(pair => new Dictionary<string, object?> { ["id"] = pair.Key, ["removed"] = pair.Value.Removed.Except(pair.Value.Written).ToList() })
            .Where(row => row["removed"] is List<string> { Count: > 0 }).ToList();
        if (rows.Count == 0) return;
        await session.SendAsync(
            "UNWIND $rows AS row MATCH (l:Link {id: row.id}) WHERE l.example IN row.removed CALL (l) { MATCH (f:Relation) WHERE f.subject = l.subject AND f.object = l.object AND f.predicate = l.predicate RETURN min(f.id) AS example } SET l.example = example",
            ("rows", rows)).ConfigureAwait(false);
    }

    private async Task WritePairsAsync()
    {
        var pairs = _deltas.Values.Where(delta => delta.Subject != delta.Object)
            .GroupBy(delta => string.CompareOrdinal(delta.Subject, delta.Object) < 0 ? (First: delta.Subject, Second: delta.Object) : (First: delta.Object, Second: delta.Subject))
            .Select(group => (group.Key.First, group.Key.Second, Relations: group.Sum(delta => delta.Relations))).Where(pair => pair.Relations != 0).ToList();
        foreach (var batch in pairs.Chunk(2000))
            await session.SendAsync(
                "UNWIND $rows AS row MERGE (p:Pair {id: row.first + '|' + row.second}) ON CREATE SET p.first = row.first, p.second = row.second, p.rank = -row.relations ON MATCH SET p.rank = p.rank - row.relations",
                ("rows", batch.Select(pair => new Dictionary<string, object?> { ["first"] = pair.First, ["second"] = pair.Second, ["relations"] = pair.Relations }).ToList())).ConfigureAwait(false);
        if (pairs.Exists(pair => pair.Relations < 0))
            await session.SendAsync("UNWIND $ids AS id MATCH (p:Pair {id: id}) WHERE p.rank >= 0 DELETE p", ("ids", pairs.Where(pair => pair.Relations < 0).Select(pair => $"{pair.First}|{pair.Second}").ToList())).ConfigureAwait(false);
    }

    private Delta Of(string subject, string predicate, string target)
    {
        var id = $"{subject}|{predicate}|{target}";
        if (!_deltas.TryGetValue(id, out var delta)) _deltas[id] = delta = new(subject, predicate, target);
        return delta;
    }
}
