using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>A person, organisation, place, group or other thing, as all articles together know it.</summary>
[InterfaceType("Entity")]
public abstract class EntityNode(Entity data) : INode, IRelationEnd
{
    internal Entity Data => data;

    /// <summary>Made from content; ids that a merge retired still find it.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>The name to show: the commonest full one, or the one a curator chose.</summary>
    public string Name => data.Name;

    /// <summary>What kind of thing it is.</summary>
    public EntityType Type => data.Type;

    /// <summary>All names that articles use for it, commonest first.</summary>
    public IReadOnlyList<EntityName> Names => data.Names;

    /// <summary>The country that it is, is in or belongs to (ISO 3166-1 alpha-2), where articles show it.</summary>
    public string? Country => data.Country;

    /// <summary>How many articles mention it.</summary>
    public int ArticleCount => data.Articles;

    /// <summary>How often it is mentioned, by name, description or pronoun.</summary>
    public int MentionCount => data.Mentions;

    /// <summary>Earliest day of publication of an article that mentions it.</summary>
    public DateOnly? FirstSeen => data.FirstSeen;

    /// <summary>Latest day of publication of an article that mentions it.</summary>
    public DateOnly? LastSeen => data.LastSeen;

    /// <summary>Why its names were joined, one line a join.</summary>
    public IReadOnlyList<string> JoinedBecause => data.Reasons;

    /// <summary>Ids that once stood for it or for what was merged into it.</summary>
    [ID]
    public IReadOnlyList<string> RetiredIds => data.RetiredIds;

    /// <summary>Where articles refer to it, in text order.</summary>
    /// <param name="kinds">By name, by description, by pronoun.</param>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<MentionNode>> GetMentionsAsync(PagingArguments paging, MentionPages pages, CancellationToken cancellation, IReadOnlyList<MentionKind>? kinds = null) =>
        pages.ConnectAsync(new() { Entities = [data.Id], Kinds = kinds }, MentionOrder.ArticleAndPlace, paging, m => new MentionNode(m), cancellation);

    /// <summary>Relations that start from it: what it does.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RelationNode>> GetRelationsAsync(
        PagingArguments paging, RelationPages pages, CancellationToken cancellation, RelationFilterInput? filter = null, FactOrder order = FactOrder.TimeDescending) =>
        pages.ConnectAsync(RelationFilterInput.Apply(filter, new() { Subjects = [data.Id] }), order, paging, r => new RelationNode(r), cancellation);

    /// <summary>Relations that lead to it: what is done to it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RelationNode>> GetIncomingRelationsAsync(
        PagingArguments paging, RelationPages pages, CancellationToken cancellation, RelationFilterInput? filter = null, FactOrder order = FactOrder.TimeDescending) =>
        pages.ConnectAsync(RelationFilterInput.Apply(filter, new() { Objects = [data.Id] }), order, paging, r => new RelationNode(r), cancellation);

    /// <summary>What it is reported to have said.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<QuoteNode>> GetQuotesAsync(
        PagingArguments paging, QuotePages pages, CancellationToken cancellation, QuoteFilterInput? filter = null, FactOrder order = FactOrder.TimeDescending) =>
        pages.ConnectAsync(QuoteFilterInput.Apply(filter, new() { Speakers = [data.Id] }), order, paging, q => new QuoteNode(q), cancellation);

    /// <summary>What others are reported to have said in words that mention it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<QuoteNode>> GetQuotesAboutAsync(
        PagingArguments paging, QuotePages pages, CancellationToken cancellation, QuoteFilterInput? filter = null, FactOrder order = FactOrder.TimeDescending) =>
        pages.ConnectAsync(QuoteFilterInput.Apply(filter, new() { About = [data.Id] }), order, paging, q => new QuoteNode(q), cancellation);

    /// <summary>Events that it takes part in.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EventNode>> GetEventsAsync(
        PagingArguments paging, EventPages pages, CancellationToken cancellation, EventFilterInput? filter = null, EventOrder order = EventOrder.DateDescending) =>
        pages.ConnectAsync(EventFilterInput.Apply(filter, new() { Participants = [data.Id] }), order, paging, e => new EventNode(e), cancellation);

    /// <summary>Articles that mention it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ArticleNode>> GetArticlesAsync(
        PagingArguments paging, ArticlePages pages, CancellationToken cancellation, ArticleFilterInput? filter = null, ArticleOrder order = ArticleOrder.PublishedDescending) =>
        pages.ConnectAsync(ArticleFilterInput.Apply(filter, new() { Mentioning = [data.Id] }), order, paging, a => new ArticleNode(a), cancellation);

    /// <summary>Numbers that it gives.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ClaimNode>> GetClaimsAsync(PagingArguments paging, ClaimPages pages, CancellationToken cancellation, ClaimOrder order = ClaimOrder.TimeDescending) =>
        pages.ConnectAsync(new() { AttributedTo = [data.Id] }, order, paging, c => new ClaimNode(c), cancellation);

    internal static EntityNode Of(Entity data) => data.Type switch
    {
        EntityType.Person => new Person(data),
        EntityType.Organisation => new Organisation(data),
        EntityType.Place => new Place(data),
        EntityType.Group => new Group(data),
        EntityType.Product => new Product(data),
        EntityType.NamedEvent => new NamedEvent(data),
        _ => new Thing(data),
    };
}

/// <summary>A human being.</summary>
[ObjectType]
public sealed class Person(Entity data) : EntityNode(data)
{
    /// <summary><c>m</c> or <c>f</c> where articles show it without contradiction.</summary>
    public string? Gender => Data.Gender?.ToString();

    /// <summary>Offices and positions held, each as of the day of the article that says so.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RoleNode>> GetRolesAsync(PagingArguments paging, RolePages pages, CancellationToken cancellation) =>
        pages.ConnectAsync(new() { Persons = [Data.Id] }, FactOrder.TimeDescending, paging, r => new RoleNode(r), cancellation);
}

/// <summary>A company, authority, party, army, medium or other organisation.</summary>
[ObjectType]
public sealed class Organisation(Entity data) : EntityNode(data)
{
    /// <summary>Who holds which office of it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RoleNode>> GetOfficesAsync(PagingArguments paging, RolePages pages, CancellationToken cancellation) =>
        pages.ConnectAsync(new() { Of = [Data.Id] }, FactOrder.TimeDescending, paging, r => new RoleNode(r), cancellation);
}

/// <summary>A country, region, town or other place.</summary>
[ObjectType]
public sealed class Place(Entity data) : EntityNode(data)
{
    /// <summary>Its entry in the gazetteer: <c>geonames:</c> and a number, or <c>country:</c> and an ISO code.</summary>
    public string? GazetteerId => Data.GazetteerId;

    /// <summary>Where its middle is, by the gazetteer; null where the place is not in it.</summary>
    public ValueTask<CoordinatesNode?> GetCoordinatesAsync(PlaceMap map, CancellationToken cancellation) => map.FindAsync(Data.GazetteerId, cancellation);

    /// <summary>Who holds which office of it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RoleNode>> GetOfficesAsync(PagingArguments paging, RolePages pages, CancellationToken cancellation) =>
        pages.ConnectAsync(new() { Of = [Data.Id] }, FactOrder.TimeDescending, paging, r => new RoleNode(r), cancellation);

    /// <summary>Events that happened there.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EventNode>> GetEventsHereAsync(
        PagingArguments paging, EventPages pages, CancellationToken cancellation, EventFilterInput? filter = null, EventOrder order = EventOrder.DateDescending) =>
        pages.ConnectAsync(EventFilterInput.Apply(filter, new() { Places = [Data.Id] }), order, paging, e => new EventNode(e), cancellation);
}

/// <summary>People who act or speak together without being an organisation.</summary>
[ObjectType]
public sealed class Group(Entity data) : EntityNode(data);

/// <summary>A named product, weapon or vehicle.</summary>
[ObjectType]
public sealed class Product(Entity data) : EntityNode(data);

/// <summary>An event known by a name of its own.</summary>
[ObjectType]
public sealed class NamedEvent(Entity data) : EntityNode(data);

/// <summary>A named work, law or other named thing.</summary>
[ObjectType]
public sealed class Thing(Entity data) : EntityNode(data);
