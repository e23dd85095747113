using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>The reading face over one way of getting connections.</summary>
internal class SqliteReader : IGraphReader
{
    private readonly SqliteAccess _access;
    private readonly EntityKind _entities;

    public SqliteReader(SqliteAccess access)
    {
        _access = access;
        _entities = new(access);
        var claims = new ClaimKind(access);
        Articles = new ArticleKind(access);
        Mentions = new MentionKindReader(access);
        Events = new EventKind(access);
        EventReports = new EventReportKind(access);
        Relations = new RelationKind(access);
        Quotes = new QuoteKindReader(access);
        Claims = claims;
        Roles = new RoleKind(access);
        Comparisons = new ComparisonKind(access, claims);
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
        _access.RunAsync(session => SqliteSearch.Search(session, request), cancellation);

    public Task<long> SearchCountAsync(SearchRequest request, CancellationToken cancellation = default) =>
        _access.RunAsync(session => SqliteSearch.Count(session, request), cancellation);

    public Task<Neighbourhood> NeighbourhoodAsync(NeighbourhoodRequest request, CancellationToken cancellation = default) =>
        _access.RunAsync(session => SqliteGraphWalk.Neighbourhood(session, _entities, request), cancellation);

    public Task<IReadOnlyList<GraphPath>> PathsAsync(PathRequest request, CancellationToken cancellation = default) =>
        _access.RunAsync(session => SqliteGraphWalk.Paths(session, request), cancellation);

    public Task<IReadOnlyList<FacetCount>> CountsAsync(CountRequest request, CancellationToken cancellation = default) =>
        _access.RunAsync(session => SqliteCounts.Count(session, request), cancellation);

    public Task<IReadOnlyList<Change>> ChangesAsync(long after, int limit, CancellationToken cancellation = default) =>
        _access.RunAsync<IReadOnlyList<Change>>(session => session.Query("SELECT position, kind, id, at FROM change WHERE position > $1 ORDER BY position LIMIT $2",
            row => new Change(row.GetInt64(0), (ChangeKind)row.GetInt32(1), row.GetString(2), new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero)), after, limit), cancellation);

    public Task<ChangeLogRange> ChangeLogAsync(CancellationToken cancellation = default) => _access.RunAsync(session =>
    {
        var newest = session.Number("SELECT seq FROM sqlite_sequence WHERE name = 'change'") ?? 0;
        return new ChangeLogRange((session.Number("SELECT min(position) FROM change") ?? newest + 1) - 1, newest);
    }, cancellation);

    public Task<IReadOnlyList<Judgement>> JudgementsAsync(CancellationToken cancellation = default) =>
        _access.RunAsync<IReadOnlyList<Judgement>>(SqliteJudgements.All, cancellation);

    public Task<IReadOnlyList<Contribution?>> ContributionsAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) =>
        _access.RunAsync<IReadOnlyList<Contribution?>>(session =>
        {
            var found = session.Query("SELECT contribution, text FROM article WHERE id IN (SELECT value FROM json_each($1))",
                row => PreparedArticle.Unpack(row.GetFieldValue<byte[]>(0), row.GetString(1)), JsonSerializer.Serialize(articleIds.Distinct())).ToDictionary(contribution => contribution.Article.Id);
            return [.. articleIds.Select(id => found.GetValueOrDefault(id))];
        }, cancellation);

    public Task<StoreStatistics> StatisticsAsync(CancellationToken cancellation = default) => _access.RunAsync(session =>
    {
        long Count(string table) => session.Number($"SELECT count(*) FROM {table}")!.Value;
        return new StoreStatistics(
            Count("article"),
            session.Number("SELECT count(*) FROM article WHERE skipped IS NOT NULL")!.Value,
            session.Query("SELECT type, count(*) FROM entity GROUP BY type ORDER BY type", row => ((EntityType)row.GetInt32(0), row.GetInt64(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2),
            Count("mention"), Count("event"), Count("relation"), Count("quote"), Count("claim"), Count("role"), Count("comparison"), Count("judgement"),
            session.Query("SELECT kind, count(*) FROM comparison GROUP BY kind ORDER BY kind", row => ((DifferenceKind)row.GetInt32(0), row.GetInt64(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2),
            session.Number("SELECT seq FROM sqlite_sequence WHERE name = 'change'") ?? 0);
    }, cancellation);
}

internal sealed class SqliteSnapshot(SnapshotAccess access) : SqliteReader(access), IGraphSnapshot
{
    public ValueTask DisposeAsync()
    {
        access.Dispose();
        return ValueTask.CompletedTask;
    }
}
