using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>Finds things of one kind by id: one round trip for all ids of a selection level.</summary>
public abstract class FindLoader<T, TFilter, TOrder> : BatchDataLoader<string, T>
    where T : class where TFilter : class, new() where TOrder : struct, Enum
{
    private readonly GraphSession _session;

    protected FindLoader(GraphSession session, IBatchScheduler scheduler)
        : base(scheduler)
    {
        _session = session;
        session.Renewed += Clear;
    }

    protected abstract IGraphKind<T, TFilter, TOrder> Kind(IGraphReader reader);

    protected override async Task<IReadOnlyDictionary<string, T>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = await _session.ReadAsync(reader => Kind(reader).FindAsync(keys, cancellationToken), cancellationToken);
        var values = new Dictionary<string, T>(keys.Count, StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
            if (found[i] is { } value) values[keys[i]] = value;
        return values;
    }
}

/// <summary>Reads pages of one kind: one round trip for all pages of a selection level.</summary>
public abstract class PageLoader<T, TFilter, TOrder> : BatchDataLoader<PageQuery<TFilter, TOrder>, Task<Page<T>>>
    where T : class where TFilter : class, new() where TOrder : struct, Enum
{
    private readonly GraphSession _session;

    private readonly CountLoader _counts;

    protected PageLoader(GraphSession session, IBatchScheduler scheduler)
        : base(scheduler)
    {
        _session = session;
        _counts = new(this, scheduler);
        session.Renewed += Clear;
        session.Renewed += _counts.Clear;
    }

    protected abstract IGraphKind<T, TFilter, TOrder> Kind(IGraphReader reader);

    /// <summary>One page.</summary>
    public async Task<Page<T>> PageAsync(PageQuery<TFilter, TOrder> query, CancellationToken cancellationToken) =>
        await (await LoadAsync(query, cancellationToken))!;

    protected override async Task<IReadOnlyDictionary<PageQuery<TFilter, TOrder>, Task<Page<T>>>> LoadBatchAsync(
        IReadOnlyList<PageQuery<TFilter, TOrder>> keys, CancellationToken cancellationToken)
    {
        try
        {
            var pages = await ReadAsync(keys, cancellationToken);
            return keys.Zip(pages).ToDictionary(pair => pair.First, pair => Task.FromResult(pair.Second));
        }
        catch (GraphQLException) when (keys.Count > 1)
        {
            return await OneByOneAsync(keys, cancellationToken);
        }
    }

    // The store refuses a batch for one bad cursor; the pages beside it are still answered.
    private async Task<IReadOnlyDictionary<PageQuery<TFilter, TOrder>, Task<Page<T>>>> OneByOneAsync(
        IReadOnlyList<PageQuery<TFilter, TOrder>> keys, CancellationToken cancellationToken)
    {
        var pages = new Dictionary<PageQuery<TFilter, TOrder>, Task<Page<T>>>(keys.Count);
        foreach (var key in keys)
        {
            try
            {
                pages[key] = Task.FromResult((await ReadAsync([key], cancellationToken))[0]);
            }
            catch (GraphQLException refused)
            {
                pages[key] = Task.FromException<Page<T>>(refused);
            }
        }
        return pages;
    }

    private Task<IReadOnlyList<Page<T>>> ReadAsync(IReadOnlyList<PageQuery<TFilter, TOrder>> keys, CancellationToken cancellationToken) =>
        _session.ReadAsync(reader => Kind(reader).PageAsync(keys, cancellationToken), cancellationToken);

    /// <summary>How many items the filter passes: one round trip for all counts of a selection level.</summary>
    public async ValueTask<int> CountAsync(TFilter filter, CancellationToken cancellationToken) =>
        (int)Math.Min(int.MaxValue, await _counts.LoadAsync(filter, cancellationToken));

    private sealed class CountLoader(PageLoader<T, TFilter, TOrder> pages, IBatchScheduler scheduler) : BatchDataLoader<TFilter, long>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<TFilter, long>> LoadBatchAsync(IReadOnlyList<TFilter> keys, CancellationToken cancellationToken)
        {
            var counts = await pages._session.ReadAsync(reader => pages.Kind(reader).CountAsync(keys, cancellationToken), cancellationToken);
            return keys.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }
}

public sealed class EntityById(GraphSession session, IBatchScheduler scheduler) : FindLoader<Entity, EntityFilter, EntityOrder>(session, scheduler)
{
    protected override IGraphKind<Entity, EntityFilter, EntityOrder> Kind(IGraphReader reader) => reader.Entities;
}

public sealed class ArticleById(GraphSession session, IBatchScheduler scheduler) : FindLoader<StoredArticle, ArticleFilter, ArticleOrder>(session, scheduler)
{
    protected override IGraphKind<StoredArticle, ArticleFilter, ArticleOrder> Kind(IGraphReader reader) => reader.Articles;
}

public sealed class EventById(GraphSession session, IBatchScheduler scheduler) : FindLoader<StoredEvent, EventFilter, EventOrder>(session, scheduler)
{
    protected override IGraphKind<StoredEvent, EventFilter, EventOrder> Kind(IGraphReader reader) => reader.Events;
}

public sealed class EntityPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<Entity, EntityFilter, EntityOrder>(session, scheduler)
{
    protected override IGraphKind<Entity, EntityFilter, EntityOrder> Kind(IGraphReader reader) => reader.Entities;
}

public sealed class ArticlePages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredArticle, ArticleFilter, ArticleOrder>(session, scheduler)
{
    protected override IGraphKind<StoredArticle, ArticleFilter, ArticleOrder> Kind(IGraphReader reader) => reader.Articles;
}

public sealed class MentionPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredMention, MentionFilter, MentionOrder>(session, scheduler)
{
    protected override IGraphKind<StoredMention, MentionFilter, MentionOrder> Kind(IGraphReader reader) => reader.Mentions;
}

public sealed class EventPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredEvent, EventFilter, EventOrder>(session, scheduler)
{
    protected override IGraphKind<StoredEvent, EventFilter, EventOrder> Kind(IGraphReader reader) => reader.Events;
}

public sealed class EventReportPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<EventReport, EventReportFilter, FactOrder>(session, scheduler)
{
    protected override IGraphKind<EventReport, EventReportFilter, FactOrder> Kind(IGraphReader reader) => reader.EventReports;
}

public sealed class RelationPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredRelation, RelationFilter, FactOrder>(session, scheduler)
{
    protected override IGraphKind<StoredRelation, RelationFilter, FactOrder> Kind(IGraphReader reader) => reader.Relations;
}

public sealed class QuotePages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredQuote, QuoteFilter, FactOrder>(session, scheduler)
{
    protected override IGraphKind<StoredQuote, QuoteFilter, FactOrder> Kind(IGraphReader reader) => reader.Quotes;
}

public sealed class ClaimPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredClaim, ClaimFilter, ClaimOrder>(session, scheduler)
{
    protected override IGraphKind<StoredClaim, ClaimFilter, ClaimOrder> Kind(IGraphReader reader) => reader.Claims;
}

public sealed class RolePages(GraphSession session, IBatchScheduler scheduler) : PageLoader<StoredRole, RoleFilter, FactOrder>(session, scheduler)
{
    protected override IGraphKind<StoredRole, RoleFilter, FactOrder> Kind(IGraphReader reader) => reader.Roles;
}

public sealed class ComparisonPages(GraphSession session, IBatchScheduler scheduler) : PageLoader<Comparison, ComparisonFilter, ComparisonOrder>(session, scheduler)
{
    protected override IGraphKind<Comparison, ComparisonFilter, ComparisonOrder> Kind(IGraphReader reader) => reader.Comparisons;
}

public sealed class ComparisonById(GraphSession session, IBatchScheduler scheduler) : FindLoader<Comparison, ComparisonFilter, ComparisonOrder>(session, scheduler)
{
    protected override IGraphKind<Comparison, ComparisonFilter, ComparisonOrder> Kind(IGraphReader reader) => reader.Comparisons;
}

public sealed class QuoteById(GraphSession session, IBatchScheduler scheduler) : FindLoader<StoredQuote, QuoteFilter, FactOrder>(session, scheduler)
{
    protected override IGraphKind<StoredQuote, QuoteFilter, FactOrder> Kind(IGraphReader reader) => reader.Quotes;
}

public sealed class RelationById(GraphSession session, IBatchScheduler scheduler) : FindLoader<StoredRelation, RelationFilter, FactOrder>(session, scheduler)
{
    protected override IGraphKind<StoredRelation, RelationFilter, FactOrder> Kind(IGraphReader reader) => reader.Relations;
}

public sealed class MentionById(GraphSession session, IBatchScheduler scheduler) : FindLoader<StoredMention, MentionFilter, MentionOrder>(session, scheduler)
{
    protected override IGraphKind<StoredMention, MentionFilter, MentionOrder> Kind(IGraphReader reader) => reader.Mentions;
}
