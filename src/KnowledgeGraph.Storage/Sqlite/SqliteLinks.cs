namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Keeps the counted links and neighbours in step with the relations of one transaction: what articles add is added up; where a relation went, the
/// link is counted again. Where an article is written again most of its relations are what they were: a link's own are set off against each other.
/// </summary>
internal sealed class SqliteLinks(SqlSession session)
{
    private readonly SortedDictionary<(long Subject, long Object, string Predicate), Change> _changes = new(Comparer<(long Subject, long Object, string Predicate)>.Create((a, b) =>
        a.Subject != b.Subject ? a.Subject.CompareTo(b.Subject) : a.Object != b.Object ? a.Object.CompareTo(b.Object) : string.CompareOrdinal(a.Predicate, b.Predicate)));

    /// <summary>A relation was written. Articles come one after another.</summary>
    public void Add(long article, string id, long subject, string predicate, long target)
    {
        var change = Of(subject, predicate, target);
        change.Relations++;
        if (change.Removed.Remove(id))
        {
            change.IsBack = true;
            return;
        }
        change.Added = true;
        if (change.LastArticle != article) change.Articles++;
        change.LastArticle = article;
        if (change.Example is null || string.CompareOrdinal(id, change.Example) < 0) change.Example = id;
    }

    /// <summary>A relation was, or is about to be, removed. Before one with its id is written again.</summary>
    public void Remove(string id, long subject, string predicate, long target)
    {
        var change = Of(subject, predicate, target);
        change.Relations--;
        change.Removed.Add(id);
    }

    /// <summary>Writes the counts, once all relations of the transaction are as they stay.</summary>
    public void Flush()
    {
        foreach (var ((subject, target, predicate), change) in _changes)
        {
            // Of an article whose relation came back others may be new: whether it counts already only a count says.
            if (change.Removed.Count > 0 || (change.IsBack && change.Added)) Recount(subject, predicate, target);
            else if (change.Added)
                session.Execute("INSERT INTO link (subject, predicate, object, relations, articles, example) VALUES ($1, $2, $3, $4, $5, $6) "
                    + "ON CONFLICT DO UPDATE SET relations = relations + $4, articles = articles + $5, example = min(example, $6)",
                    subject, predicate, target, change.Relations, change.Articles, change.Example);
        }
        new SqliteNeighbours(session).Refresh([.. _changes.Where(change => change.Value.Relations != 0).Select(change => Pair(change.Key.Subject, change.Key.Object)).Distinct()]);
        _changes.Clear();
    }

    private static (long, long) Pair(long subject, long target) => (Math.Min(subject, target), Math.Max(subject, target));

    private void Recount(long subject, string predicate, long target)
    {
        session.Execute("DELETE FROM link WHERE subject = $1 AND object = $2 AND predicate = $3", subject, target, predicate);
        session.Execute("INSERT INTO link (subject, predicate, object, relations, articles, example) SELECT $1, $2, $3, count(*), count(DISTINCT article), min(id) FROM relation "
            + "WHERE subject = $1 AND object = $3 AND predicate = $2 HAVING count(*) > 0", subject, predicate, target);
    }

    private Change Of(long subject, string predicate, long target)
    {
        if (!_changes.TryGetValue((subject, target, predicate), out var change)) _changes[(subject, target, predicate)] = change = new();
        return change;
    }

    private sealed class Change
    {
        public int Relations { get; set; }

        public int Articles { get; set; }

        public long LastArticle { get; set; } = -1;

        public string? Example { get; set; }

        public bool Added { get; set; }

        /// <summary>Whether a relation was removed and written again.</summary>
        public bool IsBack { get; set; }

        /// <summary>Ids of those that were removed and not written again.</summary>
        public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);
    }
}
