using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The reading face, on the newest state or on a snapshot's.</summary>
internal class Neo4jReader : IGraphReader
{
    private readonly Neo4jAccess _access;
    private readonly Neo4jEntityKind _entities;

    public Neo4jReader(Neo4jAccess access)
    {
        _access = access;
        _entities = new(access);
        Articles = new Neo4jArticleKind(access);
        Mentions = new Neo4jMentionKind(access);
        Events = new Neo4jEventKind(access);
        EventReports = new Neo4jEventReportKind(access);
        Relations = new Neo4jRelationKind(access);
        Quotes = new Neo4jQuoteKind(access);
        Claims = new Neo4jClaimKind(access);
        Roles = new Neo4jRoleKind(access);
        Comparisons = new Neo4jComparisonKind(access);
    }

    public IGraphKind<StoredArticle, ArticleFilter, ArticleOrder> Articles { get; }

    public IGraphKind<Entity, EntityFilter, EntityOrder> Entities => _entities;

    public IGraphKind<StoredMention, MentionFilter, MentionOrder> Mentions { get; }

    public IGraphKind<StoredEvent, EventFilter, EventOrder> Events { get; }

    public IGraphKind<EventReport, EventReportFilter, FactOrder> EventReports { get; }

    public IGraphKind<StoredRelation, RelationFilter, FactOrder> Relations { get; }

    public IGraphKind<StoredQuote, QuoteFilter, FactOrder> Quotes { get; }

    public IGraphKind<StoredClaim, ClaimFilter, ClaimOrder> Claims { get; }

    public IGraphKind<StoredRole, RoleFilter, FactOrder> Roles { get; }

    public IGraphKind<Comparison, ComparisonFilter, ComparisonOrder> Comparisons { get; }

    public Task<SearchPage> SearchAsync(SearchRequest request, CancellationToken cancellation = default) =>
        _access.ReadAsync(session => Neo4jSearch.SearchAsync(session, request), cancellation);

    public Task<long> SearchCountAsync(SearchRequest request, CancellationToken cancellation = default) =>
        _access.ReadAsync(session => Neo4jSearch.CountAsync(session, request), cancellation);

    public Task<Neighbourhood> NeighbourhoodAsync(NeighbourhoodRequest request, CancellationToken cancellation = default) =>
        _access.ReadAsync(session => Neo4jGraphWalk.NeighbourhoodAsync(session, _entities, request), cancellation);

    public Task<IReadOnlyList<GraphPath>> PathsAsync(PathRequest request, CancellationToken cancellation = default) =>
        _access.ReadAsync(session => Neo4jGraphWalk.PathsAsync(session, request), cancellation);

    public Task<IReadOnlyList<FacetCount>> CountsAsync(CountRequest request, CancellationToken cancellation = default) =>
        _access.ReadAsync(session => Neo4jCounts.CountAsync(session, request), cancellation);

    public Task<IReadOnlyList<Change>> ChangesAsync(long after, int limit, CancellationToken cancellation = default) => _access.ReadAsync<IReadOnlyList<Change>>(async session =>
    {
        var rows = await session.QueryAsync($"MATCH (c:Change) WHERE c.position > $after AND {session.Seen("c")} RETURN c.position AS position, c.kind AS kind, c.id AS id, c.at AS at ORDER BY position LIMIT $limit",
            ("after", after), ("limit", limit)).ConfigureAwait(false);
        return [.. rows.Select(row => new Change(row.Get<long>("position"), Enum.Parse<ChangeKind>(row.Get<string>("kind")), row.Get<string>("id"), new DateTimeOffset(row.Get<long>("at"), TimeSpan.Zero)))];
    }, cancellation);

    public Task<ChangeLogRange> ChangeLogAsync(CancellationToken cancellation = default) => _access.ReadAsync(async session =>
    {
        var row = (await session.QueryAsync($"MATCH (c:Change) WHERE {session.Seen("c")} RETURN coalesce(min(c.position), 1) AS first, coalesce(max(c.position), 0) AS last").ConfigureAwait(false))[0];
        return new ChangeLogRange(row.Get<long>("first") - 1, row.Get<long>("last"));
    }, cancellation);

    public Task<IReadOnlyList<Judgement>> JudgementsAsync(CancellationToken cancellation = default) =>
        _access.ReadAsync<IReadOnlyList<Judgement>>(async session => await Neo4jJudgements.AllAsync(session).ConfigureAwait(false), cancellation);

    public Task<IReadOnlyList<Contribution?>> ContributionsAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) =>
        _access.ReadAsync<IReadOnlyList<Contribution?>>(async session =>
        {
            var found = (await Neo4jArticles.ContributionsAsync(session, articleIds.Distinct()).ConfigureAwait(false)).ToDictionary(contribution => contribution.Article.Id);
            return [.. articleIds.Select(id => found.GetValueOrDefault(id))];
        }, cancellation);

    public Task<StoreStatistics> StatisticsAsync(CancellationToken cancellation = default) => _access.ReadAsync(async session =>
    {
        Task<long> CountAsync(string label, string condition = "true") => session.NumberAsync($"MATCH {session.Node("f", label)} WHERE {session.Seen("f")} AND {condition} RETURN count(f)");
        async Task<Dictionary<T, long>> ByAsync<T>(string label, string property) where T : struct, Enum =>
            (await session.QueryAsync($"MATCH {session.Node("f", label)} WHERE {session.Seen("f")} RETURN f.{property} AS key, count(f) AS counted").ConfigureAwait(false))
                .Select(row => (Key: Enum.Parse<T>(row.Get<string>("key")), Count: row.Get<long>("counted"))).OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Count);
        return new StoreStatistics(
            await CountAsync("Article").ConfigureAwait(false), await CountAsync("Article", "f.skipped IS NOT NULL").ConfigureAwait(false), await ByAsync<EntityType>("Entity", "type").ConfigureAwait(false),
            await CountAsync("Mention").ConfigureAwait(false), await CountAsync("Event").ConfigureAwait(false), await CountAsync("Relation").ConfigureAwait(false), await CountAsync("Quote").ConfigureAwait(false),
            await CountAsync("Claim").ConfigureAwait(false), await CountAsync("Role").ConfigureAwait(false), await CountAsync("Comparison").ConfigureAwait(false), await CountAsync("Judgement").ConfigureAwait(false),
            await ByAsync<DifferenceKind>("Comparison", "kind").ConfigureAwait(false),
            await session.NumberAsync($"MATCH (c:Change) WHERE {session.Seen("c")} RETURN coalesce(max(c.position), 0)").ConfigureAwait(false));
    }, cancellation);
}

internal sealed class Neo4jSnapshot(Neo4jAccess access) : Neo4jReader(access), IGraphSnapshot
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
