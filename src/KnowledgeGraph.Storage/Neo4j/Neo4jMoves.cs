namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Which events change where reports move to others. Used before anything is written.</summary>
internal sealed class Neo4jMoves(CypherSession session, Neo4jTouched touched)
{
    private sealed record Mover(string Article, MovedReports<string> Moves);

    /// <summary>Marks the events of which something changes when reports move to other events.</summary>
    /// <param name="before">The event and the whole of each report, by its global id.</param>
    public async Task TouchAsync(IReadOnlyList<ResolvedArticle> articles, IReadOnlyDictionary<string, (string Event, string? PartOf)> before)
    {
        var open = new List<Mover>();
        foreach (var article in articles)
        {
            var id = article.Contribution.Article.Id;
            var reports = article.Contribution.Events.Select(report => (Was: before[PreparedArticle.FactId(id, report.Id)].Event, Now: article.Events[report.Id])).ToList();
            var moves = new MovedReports<string>(reports);
            touched.Events.UnionWith(moves.AllChange ? moves.All : moves.Changed);
            if (!moves.AllChange) open.Add(new(id, moves));
        }
        if (open.Count == 0) return;
        List<string> asked = [.. open.SelectMany(mover => mover.Moves.All).Distinct()];
        var reported = await session.AskAsync("UNWIND $ids AS id MATCH (r:EventReport {event: id}) RETURN DISTINCT id, r.article AS article", ("ids", asked)).ConfigureAwait(false);
        var clustered = await session.AskAsync("UNWIND $ids AS id MATCH (r:Report {cluster: id}) RETURN DISTINCT id, r.article AS article", ("ids", asked)).ConfigureAwait(false);
        var told = asked.ToDictionary(id => id, _ => new HashSet<string>());
        foreach (var answer in new[] { reported, clustered })
            foreach (var row in await answer.RowsAsync().ConfigureAwait(false)) told[row.Get<string>("id")].Add(row.Get<string>("article"));
        foreach (var mover in open)
        {
            var others = mover.Moves.Changed.SelectMany(id => told[id]).Where(article => article != mover.Article).ToHashSet();
            touched.Events.UnionWith(mover.Moves.All.Where(id => told[id].Overlaps(others)));
        }
    }
}
