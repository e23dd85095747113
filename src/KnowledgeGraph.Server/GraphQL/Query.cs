using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>What can be asked.</summary>
[QueryType]
public static class Query
{
    /// <summary>One thing by its id, whatever kind it is.</summary>
    public static async Task<INode?> GetNodeAsync([ID] string id, GraphSession session, CancellationToken cancellation) =>
        (await session.ReadAsync(reader => NodeFinder.FindAsync(reader, [id], cancellation), cancellation))[0];

    /// <summary>Things by their ids, at most 100, in the order asked; null for what is not there.</summary>
    [ListSize(SlicingArguments = ["ids"], RequireOneSlicingArgument = false, AssumedSize = 100)]
    public static async Task<IReadOnlyList<INode?>> GetNodesAsync([ID] IReadOnlyList<string> ids, GraphSession session, CancellationToken cancellation) =>
        ids.Count <= NodeFinder.MostIds
            ? await session.ReadAsync(reader => NodeFinder.FindAsync(reader, ids, cancellation), cancellation)
            : throw BadInput.Of($"nodes takes at most {NodeFinder.MostIds} ids, but {ids.Count} came.");

    /// <summary>A person, organisation, place or other entity, by id or by name; by name the one most articles mention.</summary>
    public static async Task<EntityNode?> GetEntityAsync(
        EntityById entities, EntityPages pages, CancellationToken cancellation, [ID] string? id = null, string? name = null, EntityType? type = null)
    {
        if (id is null == name is null) throw BadInput.Of("entity takes either an id or a name.");
        if (id is not null) return await Ends.EntityAsync(entities, id, cancellation);
        var page = await pages.PageAsync(
            new PageQuery<EntityFilter, EntityOrder>(new() { Names = [name!], Types = type is { } only ? [only] : null }, 1) { Order = EntityOrder.MentionsDescending }, cancellation);
        return page.Values.Select(EntityNode.Of).FirstOrDefault();
    }

    /// <summary>An article by its id.</summary>
    public static async Task<ArticleNode?> GetArticleAsync([ID] string id, ArticleById articles, CancellationToken cancellation) =>
        await articles.LoadAsync(id, cancellation) is { } found ? new(found) : null;

    /// <summary>An event by its id.</summary>
    public static async Task<EventNode?> GetEventAsync([ID] string id, EventById events, CancellationToken cancellation) =>
        await events.LoadAsync(id, cancellation) is { } found ? new(found) : null;

    /// <summary>Entities of all kinds.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<EntityNode>> GetEntitiesAsync(
        PagingArguments paging, EntityPages pages, CancellationToken cancellation, EntityFilterInput? filter = null, EntityOrder order = EntityOrder.MentionsDescending) =>
        pages.ConnectAsync(EntityFilterInput.Apply(filter, new()), order, paging, EntityNode.Of, cancellation);

    /// <summary>People.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<Person>> GetPeopleAsync(
        PagingArguments paging, EntityPages pages, CancellationToken cancellation, EntityFilterInput? filter = null, EntityOrder order = EntityOrder.MentionsDescending) =>
        pages.ConnectAsync(EntityFilterInput.Apply(filter, new() { Types = [EntityType.Person] }), order, paging, e => new Person(e), cancellation);

    /// <summary>Organisations.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<Organisation>> GetOrganisationsAsync(
        PagingArguments paging, EntityPages pages, CancellationToken cancellation, EntityFilterInput? filter = null, EntityOrder order = EntityOrder.MentionsDescending) =>
        pages.ConnectAsync(EntityFilterInput.Apply(filter, new() { Types = [EntityType.Organisation] }), order, paging, e => new Organisation(e), cancellation);

    /// <summary>Places.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<Place>> GetPlacesAsync(
        PagingArguments paging, EntityPages pages, CancellationToken cancellation, EntityFilterInput? filter = null, EntityOrder order = EntityOrder.MentionsDescending) =>
        pages.ConnectAsync(EntityFilterInput.Apply(filter, new() { Types = [EntityType.Place] }), order, paging, e => new Place(e), cancellation);

    /// <summary>Events, joined from their reports.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<EventNode>> GetEventsAsync(
        PagingArguments paging, EventPages pages, CancellationToken cancellation, EventFilterInput? filter = null, EventOrder order = EventOrder.ArticlesDescending) =>
        pages.ConnectAsync(EventFilterInput.Apply(filter, new()), order, paging, e => new EventNode(e), cancellation);

    /// <summary>Articles.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<ArticleNode>> GetArticlesAsync(
        PagingArguments paging, ArticlePages pages, CancellationToken cancellation, ArticleFilterInput? filter = null, ArticleOrder order = ArticleOrder.PublishedDescending) =>
        pages.ConnectAsync(ArticleFilterInput.Apply(filter, new()), order, paging, a => new ArticleNode(a), cancellation);

    /// <summary>Who said what.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<QuoteNode>> GetQuotesAsync(
        PagingArguments paging, QuotePages pages, CancellationToken cancellation, QuoteFilterInput? filter = null, FactOrder order = FactOrder.TimeDescending) =>
        pages.ConnectAsync(QuoteFilterInput.Apply(filter, new()), order, paging, q => new QuoteNode(q), cancellation);

    /// <summary>Who did what to whom.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<RelationNode>> GetRelationsAsync(
        PagingArguments paging, RelationPages pages, CancellationToken cancellation, RelationFilterInput? filter = null, FactOrder order = FactOrder.TimeDescending) =>
        pages.ConnectAsync(RelationFilterInput.Apply(filter, new()), order, paging, r => new RelationNode(r), cancellation);

    /// <summary>Numbers that someone asserts.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<ClaimNode>> GetClaimsAsync(
        PagingArguments paging, ClaimPages pages, CancellationToken cancellation, ClaimFilterInput? filter = null, ClaimOrder order = ClaimOrder.TimeDescending) =>
        pages.ConnectAsync(ClaimFilterInput.Apply(filter, new()), order, paging, c => new ClaimNode(c), cancellation);

    /// <summary>What the reports of an event say on one metric, side by side; null where none states it.</summary>
    /// <param name="event">Id of the event.</param>
    /// <param name="metric">Key of the metric (<c>killed</c>, <c>drones_launched</c>), also where its claims are compared under another's name.</param>
    public static async Task<ComparisonNode?> GetComparisonAsync([ID] string @event, string metric, ComparisonPages pages, ComparisonById comparisons, CancellationToken cancellation)
    {
        var page = await pages.PageAsync(new PageQuery<ComparisonFilter, ComparisonOrder>(new() { Events = [@event], Metrics = [metric] }, 10), cancellation);
        return (page.Values.FirstOrDefault(c => c.Metric == metric) ?? page.Values.FirstOrDefault() ?? await comparisons.LoadAsync($"{@event}/{metric}", cancellation)) is { } found ? new ComparisonNode(found) : null;
    }

    /// <summary>Comparisons of all events, largest difference first.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<ComparisonNode>> GetComparisonsAsync(
        PagingArguments paging, ComparisonPages pages, CancellationToken cancellation, ComparisonFilterInput? filter = null, ComparisonOrder order = ComparisonOrder.DifferenceDescending) =>
        pages.ConnectAsync(ComparisonFilterInput.Apply(filter, new()), order, paging, c => new ComparisonNode(c), cancellation);

    /// <summary>Where reports diverge: comparisons of two articles or more that do not agree, largest difference first.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Task<Connection<ComparisonNode>> GetDivergencesAsync(
        PagingArguments paging, ComparisonPages pages, CancellationToken cancellation, ComparisonFilterInput? filter = null)
    {
        var wanted = ComparisonFilterInput.Apply(filter, new() { MinArticles = 2 });
        return pages.ConnectAsync(
            wanted with { Kinds = wanted.Kinds ?? [.. Enum.GetValues<DifferenceKind>().Where(kind => kind != DifferenceKind.None)] },
            ComparisonOrder.DifferenceDescending, paging, c => new ComparisonNode(c), cancellation);
    }
}
