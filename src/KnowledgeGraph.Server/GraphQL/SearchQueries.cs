using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Live;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Searching, counting, and walking the graph.</summary>
[QueryType]
public static class SearchQueries
{
    /// <summary>Full-text search over names, quotes and articles, best first.</summary>
    /// <param name="text">Words, all of which must occur; "words in quotation marks" stand together; word* matches beginnings.</param>
    /// <param name="in">What to look through; left out: everything.</param>
    /// <param name="prefix">The last word may be the beginning of one, as while typing.</param>
    /// <param name="types">Only entities of these types.</param>
    /// <param name="outlets">Only what these outlets published.</param>
    /// <param name="when">Only what was published in this range.</param>
    [UsePaging(MaxPageSize = 100, ConnectionName = "Search", IncludeTotalCount = true)]
    public static async Task<Connection<SearchHitNode>> SearchAsync(
        string text, PagingArguments paging, GraphSession session, CancellationToken cancellation, IReadOnlyList<SearchScope>? @in = null, bool prefix = false,
        IReadOnlyList<EntityType>? types = null, IReadOnlyList<string>? outlets = null, DayRangeInput? when = null)
    {
        if (paging.IsBackward || paging.Before is not null) throw BadInput.Of("search runs forward only: use first and after.");
        var request = new SearchRequest(text, @in ?? [], paging.Size) { Prefix = prefix, Types = types, Outlets = outlets, When = when?.Range, After = paging.After };
        var page = await session.ReadAsync(reader => reader.SearchAsync(request, cancellation), cancellation);
        return Connections.Connect(
            page.Items, page.HasNext, paging.After is not null, hit => new SearchHitNode(hit),
            async counting => (int)Math.Min(int.MaxValue, await session.ReadAsync(reader => reader.SearchCountAsync(request, counting), counting)));
    }

    /// <summary>What is within some steps of an entity, strongest links first.</summary>
    /// <param name="entity">Id of the entity to start from.</param>
    /// <param name="depth">Steps, 1 to 3.</param>
    /// <param name="limit">The most entities of the answer, 1 to 500.</param>
    /// <param name="predicates">Only along relations of these predicates.</param>
    /// <param name="lemmas">Only along these verbs that the ontology has no predicate for; joined with <c>predicates</c> by OR.</param>
    /// <param name="types">Only entities of these types, besides the one to start from.</param>
    /// <param name="when">Only along relations that were published in these days.</param>
    /// <param name="linkLimit">The most links of the answer, 1 to 10,000.</param>
    [ListSize(AssumedSize = 50)]
    public static async Task<NeighbourhoodNode> GetNeighbourhoodAsync(
        [ID] string entity, GraphSession session, CancellationToken cancellation, int depth = 1, int limit = 50,
        IReadOnlyList<Predicate>? predicates = null, IReadOnlyList<string>? lemmas = null, IReadOnlyList<EntityType>? types = null, DayRangeInput? when = null, int linkLimit = 1000) =>
        new(await session.ReadAsync(
            reader => reader.NeighbourhoodAsync(
                new(entity, depth, limit) { Predicates = Predicates.KeysToWalk(predicates, lemmas), Types = types, When = when?.Range, LinkLimit = linkLimit }, cancellation),
            cancellation));

    /// <summary>How two entities are connected: shortest chains of relations, in either direction of each.</summary>
    /// <param name="from">Id of an entity.</param>
    /// <param name="to">Id of another.</param>
    /// <param name="maxHops">The longest chain, 1 to 6.</param>
    /// <param name="limit">The most chains, 1 to 50.</param>
    /// <param name="predicates">Only along relations of these predicates.</param>
    /// <param name="lemmas">Only along these verbs that the ontology has no predicate for; joined with <c>predicates</c> by OR.</param>
    [ListSize(SlicingArguments = ["limit"], AssumedSize = 5, RequireOneSlicingArgument = false)]
    public static async Task<IReadOnlyList<PathNode>> GetPathsAsync(
        [ID] string from, [ID] string to, GraphSession session, CancellationToken cancellation, int maxHops = 3, int limit = 5,
        IReadOnlyList<Predicate>? predicates = null, IReadOnlyList<string>? lemmas = null) =>
        [.. (await session.ReadAsync(
            reader => reader.PathsAsync(new(from, to, maxHops, limit) { Predicates = Predicates.KeysToWalk(predicates, lemmas) }, cancellation), cancellation)).Select(p => new PathNode(p))];

    /// <summary>Events in the order of their dates.</summary>
    /// <param name="about">Only events in which each of these entities takes part.</param>
    /// <param name="when">Only events of this range.</param>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<EventNode>> GetTimelineAsync(
        PagingArguments paging, EventPages pages, CancellationToken cancellation, [ID] IReadOnlyList<string>? about = null, DayRangeInput? when = null, EventFilterInput? filter = null) =>
        pages.ConnectAsync(
            EventFilterInput.Apply((filter ?? new()) with { When = when ?? filter?.When ?? new() }, new() { Participants = about }),
            EventOrder.Date, paging, e => new EventNode(e), cancellation);

    /// <summary>The predicates of the ontology, with labels and codes, in its order.</summary>
    [ListSize(AssumedSize = 100)]
    public static IReadOnlyList<PredicateNode> GetPredicates() => [.. Predicates.Kinds.Select(kind => new PredicateNode(kind))];

    /// <summary>Facts counted by outlet, day, predicate, place, type, kind or metric, most first.</summary>
    [ListSize(SlicingArguments = ["limit"], AssumedSize = 50, RequireOneSlicingArgument = false)]
    public static async Task<IReadOnlyList<FacetNode>> GetFacetsAsync(
        CountedKind of, CountFacet by, GraphSession session, CancellationToken cancellation, int limit = 50,
        [ID] IReadOnlyList<string>? entities = null, [ID] IReadOnlyList<string>? events = null, IReadOnlyList<string>? outlets = null, DayRangeInput? when = null) =>
        [.. (await session.ReadAsync(
            reader => reader.CountsAsync(new(of, by, limit) { Entities = entities, Events = events, Outlets = outlets, When = when?.Range }, cancellation), cancellation))
            .Select(count => new FacetNode(count, by))];

    /// <summary>Where the log of changes stands for this answer: given to a subscription as <c>after</c>, it gives all that this answer does not show yet.</summary>
    public static async Task<string> GetChangeCursorAsync(GraphSession session, CancellationToken cancellation) =>
        ChangeCursor.ForAny((await session.ReadAsync(reader => reader.ChangeLogAsync(cancellation), cancellation)).Newest);

    /// <summary>How much the graph holds.</summary>
    public static async Task<StatisticsNode> GetStatisticsAsync(GraphSession session, CancellationToken cancellation) =>
        new(await session.ReadAsync(reader => reader.StatisticsAsync(cancellation), cancellation));
}
