using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// The third face. Everything is asked for in batches, so that a level of a query costs one call: ids in a list, pages as a list of
/// queries (the relations of each of fifty people are fifty queries in one call). Answers keep the order of the questions.
/// </summary>
public interface IGraphReader
{
    IGraphKind<StoredArticle, ArticleFilter, ArticleOrder> Articles { get; }

    IGraphKind<Entity, EntityFilter, EntityOrder> Entities { get; }

    IGraphKind<StoredMention, MentionFilter, MentionOrder> Mentions { get; }

    IGraphKind<StoredEvent, EventFilter, EventOrder> Events { get; }

    IGraphKind<EventReport, EventReportFilter, FactOrder> EventReports { get; }

    IGraphKind<StoredRelation, RelationFilter, FactOrder> Relations { get; }

    IGraphKind<StoredQuote, QuoteFilter, FactOrder> Quotes { get; }

    IGraphKind<StoredClaim, ClaimFilter, ClaimOrder> Claims { get; }

    IGraphKind<StoredRole, RoleFilter, FactOrder> Roles { get; }

    IGraphKind<Comparison, ComparisonFilter, ComparisonOrder> Comparisons { get; }

    /// <summary>Full-text search over names, quotes and articles, best first.</summary>
    Task<SearchPage> SearchAsync(SearchRequest request, CancellationToken cancellation = default);

    /// <summary>How many hits all pages of a search have together. Of common words it takes longer than a page: all that matches is counted.</summary>
    Task<long> SearchCountAsync(SearchRequest request, CancellationToken cancellation = default);

    /// <summary>What is within some steps of an entity, strongest links first.</summary>
    Task<Neighbourhood> NeighbourhoodAsync(NeighbourhoodRequest request, CancellationToken cancellation = default);

    /// <summary>Shortest chains of relations between two entities, in either direction of each relation.</summary>
    Task<IReadOnlyList<GraphPath>> PathsAsync(PathRequest request, CancellationToken cancellation = default);

    /// <summary>Facts counted by outlet, day, predicate, place or type, most first (days: in order).</summary>
    Task<IReadOnlyList<FacetCount>> CountsAsync(CountRequest request, CancellationToken cancellation = default);

    /// <summary>What changed after a position, oldest first.</summary>
    Task<IReadOnlyList<Change>> ChangesAsync(long after, int limit, CancellationToken cancellation = default);

    /// <summary>From where to where the change log reaches. Cheap: asked for by whoever follows the log.</summary>
    Task<ChangeLogRange> ChangeLogAsync(CancellationToken cancellation = default);

    /// <summary>The judgements in force, by id.</summary>
    Task<IReadOnlyList<Judgement>> JudgementsAsync(CancellationToken cancellation = default);

    /// <summary>The contributions of articles as recorded; null where there is none.</summary>
    Task<IReadOnlyList<Contribution?>> ContributionsAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default);

    Task<StoreStatistics> StatisticsAsync(CancellationToken cancellation = default);
}

/// <summary>One kind of thing that a store holds, read by id and by page.</summary>
public interface IGraphKind<T, TFilter, TOrder> where T : class where TFilter : class, new() where TOrder : struct, Enum
{
    /// <summary>One answer for each id, in their order; null where there is none. An id that a merge retired gives what it became.</summary>
    Task<IReadOnlyList<T?>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default);

    /// <summary>
    /// One page for each query, in their order. <see cref="GraphRequestException"/> where a cursor was made by another query or a
    /// size is not within 0 to <see cref="PageQuery{TFilter,TOrder}.LargestSize"/>.
    /// </summary>
    Task<IReadOnlyList<Page<T>>> PageAsync(IReadOnlyList<PageQuery<TFilter, TOrder>> queries, CancellationToken cancellation = default);

    /// <summary>How many things pass each filter.</summary>
    Task<IReadOnlyList<long>> CountAsync(IReadOnlyList<TFilter> filters, CancellationToken cancellation = default);
}

/// <summary>Calls of one question at a time.</summary>
public static class GraphKindExtensions
{
    public static async Task<T?> FindAsync<T, TFilter, TOrder>(this IGraphKind<T, TFilter, TOrder> kind, string id, CancellationToken cancellation = default)
        where T : class where TFilter : class, new() where TOrder : struct, Enum =>
        (await kind.FindAsync([id], cancellation).ConfigureAwait(false))[0];

    public static async Task<Page<T>> PageAsync<T, TFilter, TOrder>(
        this IGraphKind<T, TFilter, TOrder> kind, TFilter filter, int size, string? after = null, TOrder order = default, CancellationToken cancellation = default)
        where T : class where TFilter : class, new() where TOrder : struct, Enum =>
        (await kind.PageAsync([new(filter, size) { After = after, Order = order }], cancellation).ConfigureAwait(false))[0];

    public static async Task<long> CountAsync<T, TFilter, TOrder>(this IGraphKind<T, TFilter, TOrder> kind, TFilter filter, CancellationToken cancellation = default)
        where T : class where TFilter : class, new() where TOrder : struct, Enum =>
        (await kind.CountAsync([filter], cancellation).ConfigureAwait(false))[0];
}
