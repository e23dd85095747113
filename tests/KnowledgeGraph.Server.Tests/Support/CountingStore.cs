using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>A store that counts what it is asked: one line a call to its reader, with the kind of thing and the call.</summary>
internal sealed class CountingStore(IGraphStore inner) : IGraphStore
{
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> TakeCalls()
    {
        lock (_calls)
        {
            List<string> calls = [.. _calls];
            _calls.Clear();
            return calls;
        }
    }

    public IGraphRecorder Recorder => inner.Recorder;

    public IGraphReader Reader => new CountingReader(inner.Reader, Count, null);

    public StoreDescription Description => inner.Description;

    public async Task<IGraphSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default)
    {
        var snapshot = await inner.OpenSnapshotAsync(cancellation);
        return new CountingReader(snapshot, Count, snapshot);
    }

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default) => inner.CheckAsync(cancellation);

    public Task BackupAsync(string path, CancellationToken cancellation = default) => inner.BackupAsync(path, cancellation);

    public Task ExportAsync(Stream output, CancellationToken cancellation = default) => inner.ExportAsync(output, cancellation);

    public Task<RecordResult> ImportAsync(Stream input, CancellationToken cancellation = default) => inner.ImportAsync(input, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Count(string call)
    {
        lock (_calls) _calls.Add(call);
    }

    private sealed class CountingReader(IGraphReader inner, Action<string> count, IAsyncDisposable? owned) : IGraphSnapshot
    {
        public IGraphKind<StoredArticle, ArticleFilter, ArticleOrder> Articles => Kind("articles", inner.Articles);

        public IGraphKind<Entity, EntityFilter, EntityOrder> Entities => Kind("entities", inner.Entities);

        public IGraphKind<StoredMention, MentionFilter, MentionOrder> Mentions => Kind("mentions", inner.Mentions);

        public IGraphKind<StoredEvent, EventFilter, EventOrder> Events => Kind("events", inner.Events);

        public IGraphKind<EventReport, EventReportFilter, FactOrder> EventReports => Kind("reports", inner.EventReports);

        public IGraphKind<StoredRelation, RelationFilter, FactOrder> Relations => Kind("relations", inner.Relations);

        public IGraphKind<StoredQuote, QuoteFilter, FactOrder> Quotes => Kind("quotes", inner.Quotes);

        public IGraphKind<StoredClaim, ClaimFilter, ClaimOrder> Claims => Kind("claims", inner.Claims);

        public IGraphKind<StoredRole, RoleFilter, FactOrder> Roles => Kind("roles", inner.Roles);

        public IGraphKind<Comparison, ComparisonFilter, ComparisonOrder> Comparisons => Kind("comparisons", inner.Comparisons);

        public Task<SearchPage> SearchAsync(SearchRequest request, CancellationToken cancellation = default) => Counted("search", () => inner.SearchAsync(request, cancellation));

        public Task<long> SearchCountAsync(SearchRequest request, CancellationToken cancellation = default) => Counted("search counted", () => inner.SearchCountAsync(request, cancellation));

        public Task<Neighbourhood> NeighbourhoodAsync(NeighbourhoodRequest request, CancellationToken cancellation = default) =>
            Counted("neighbourhood", () => inner.NeighbourhoodAsync(request, cancellation));

        public Task<IReadOnlyList<GraphPath>> PathsAsync(PathRequest request, CancellationToken cancellation = default) => Counted("paths", () => inner.PathsAsync(request, cancellation));

        public Task<IReadOnlyList<FacetCount>> CountsAsync(CountRequest request, CancellationToken cancellation = default) => Counted("facets", () => inner.CountsAsync(request, cancellation));

        public Task<IReadOnlyList<Change>> ChangesAsync(long after, int limit, CancellationToken cancellation = default) => Counted("changes", () => inner.ChangesAsync(after, limit, cancellation));

        public Task<ChangeLogRange> ChangeLogAsync(CancellationToken cancellation = default) => Counted("log", () => inner.ChangeLogAsync(cancellation));

        public Task<IReadOnlyList<Judgement>> JudgementsAsync(CancellationToken cancellation = default) => Counted("judgements", () => inner.JudgementsAsync(cancellation));

        public Task<IReadOnlyList<Contribution?>> ContributionsAsync(IReadOnlyList<string> articleIds, CancellationToken cancellation = default) =>
            Counted("contributions", () => inner.ContributionsAsync(articleIds, cancellation));

        public Task<StoreStatistics> StatisticsAsync(CancellationToken cancellation = default) => Counted("statistics", () => inner.StatisticsAsync(cancellation));

        public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;

        private Task<T> Counted<T>(string call, Func<Task<T>> ask)
        {
            count(call);
            return ask();
        }

        private CountingKind<T, TFilter, TOrder> Kind<T, TFilter, TOrder>(string name, IGraphKind<T, TFilter, TOrder> kind)
            where T : class where TFilter : class, new() where TOrder : struct, Enum => new(name, kind, count);
    }

    private sealed class CountingKind<T, TFilter, TOrder>(string name, IGraphKind<T, TFilter, TOrder> inner, Action<string> count) : IGraphKind<T, TFilter, TOrder>
        where T : class where TFilter : class, new() where TOrder : struct, Enum
    {
        public Task<IReadOnlyList<T?>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellation = default)
        {
            count($"{name} by id");
            return inner.FindAsync(ids, cancellation);
        }

        public Task<IReadOnlyList<Page<T>>> PageAsync(IReadOnlyList<PageQuery<TFilter, TOrder>> queries, CancellationToken cancellation = default)
        {
            count($"{name} by page");
            return inner.PageAsync(queries, cancellation);
        }

        public Task<IReadOnlyList<long>> CountAsync(IReadOnlyList<TFilter> filters, CancellationToken cancellation = default)
        {
            count($"{name} counted");
            return inner.CountAsync(filters, cancellation);
        }
    }
}
