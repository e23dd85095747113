using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Something that a search found.</summary>
[ObjectType("SearchHit")]
public sealed class SearchHitNode(SearchHit data)
{
    /// <summary>What it is.</summary>
    public SearchScope Scope => data.Scope;

    /// <summary>Higher is better; comparable within one answer only.</summary>
    public double Score => data.Score;

    /// <summary>Where the words were found: <c>name</c>, <c>quote</c>, <c>title</c> or <c>text</c>.</summary>
    public string Field => data.Field;

    /// <summary>The words around the best match.</summary>
    public string Snippet => data.Snippet;

    /// <summary>Matched stretches of the snippet.</summary>
    [ListSize(AssumedSize = 10)]
    public IReadOnlyList<TextRange> Highlights => [.. data.Highlights.Select(span => TextRange.Of(span, span.Slice(data.Snippet)))];

    /// <summary>The entity, quote or article.</summary>
    public async Task<INode?> GetNodeAsync(EntityById entities, ArticleById articles, QuoteById quotes, CancellationToken cancellation) => data.Scope switch
    {
        SearchScope.Entities => await Ends.EntityAsync(entities, data.Id, cancellation),
        SearchScope.Articles => await articles.LoadAsync(data.Id, cancellation) is { } article ? new ArticleNode(article) : null,
        _ => await quotes.LoadAsync(data.Id, cancellation) is { } quote ? new QuoteNode(quote) : null,
    };
}

/// <summary>What surrounds an entity.</summary>
[ObjectType("Neighbourhood")]
public sealed class NeighbourhoodNode(Neighbourhood data)
{
    /// <summary>The start first, then by distance and strength.</summary>
    [ListSize(AssumedSize = 50)]
    public IReadOnlyList<EntityNode> Entities => [.. data.Entities.Select(EntityNode.Of)];

    /// <summary>Links between them, strongest first.</summary>
    [ListSize(AssumedSize = 50)]
    public IReadOnlyList<LinkNode> Links => [.. data.Links.Select(l => new LinkNode(l))];

    /// <summary>How many entities within the depth are not in the answer.</summary>
    public int LeftOut => data.LeftOut;

    /// <summary>How many links between the entities of the answer are not in it.</summary>
    public int LinksLeftOut => data.LinksLeftOut;
}

/// <summary>All relations of one predicate from one entity to another, taken together.</summary>
[ObjectType("Link")]
public sealed class LinkNode(GraphLink data)
{
    /// <summary>What holds, by the ontology.</summary>
    public Predicate Predicate => Predicates.Of(data.Predicate);

    /// <summary>The verb's lemma where the ontology has no predicate for it; else null.</summary>
    public string? Lemma => Predicates.LemmaOf(data.Predicate);

    /// <summary>How many relations say so.</summary>
    public int RelationCount => data.Relations;

    /// <summary>How many articles say so.</summary>
    public int ArticleCount => data.Articles;

    /// <summary>Who acts.</summary>
    public async Task<EntityNode> GetSubjectAsync(EntityById entities, CancellationToken cancellation) => (await Ends.EntityAsync(entities, data.Subject, cancellation))!;

    /// <summary>Who is acted upon.</summary>
    public async Task<EntityNode> GetObjectAsync(EntityById entities, CancellationToken cancellation) => (await Ends.EntityAsync(entities, data.Object, cancellation))!;

    /// <summary>One of the relations: always the same one for as long as it stands.</summary>
    public async Task<RelationNode?> GetExampleAsync(RelationById relations, CancellationToken cancellation) =>
        await relations.LoadAsync(data.Example, cancellation) is { } found ? new(found) : null;
}

/// <summary>A chain of links between two entities.</summary>
[ObjectType("Path")]
public sealed class PathNode(GraphPath data)
{
    /// <summary>From the first to the last.</summary>
    [ListSize(AssumedSize = 4)]
    public async Task<IReadOnlyList<EntityNode>> GetEntitiesAsync(EntityById entities, CancellationToken cancellation) =>
        [.. (await entities.LoadAsync(data.Entities.ToArray(), cancellation)).OfType<Entity>().Select(EntityNode.Of)];

    /// <summary>One fewer than the entities: each joins an entity and the next, in either direction.</summary>
    [ListSize(AssumedSize = 4)]
    public IReadOnlyList<LinkNode> Links => [.. data.Links.Select(l => new LinkNode(l))];
}

/// <summary>How many facts share one value.</summary>
[ObjectType("FacetCount")]
public sealed class FacetNode(FacetCount data, CountFacet facet)
{
    /// <summary>Outlet, day, predicate's key, id of the place, type, kind or metric; empty where the fact has none.</summary>
    public string Key => data.Key;

    /// <summary>How many.</summary>
    public long Count => data.Count;

    /// <summary>The predicate, where it is counted by predicate.</summary>
    public Predicate? Predicate => facet == CountFacet.Predicate ? Predicates.Of(data.Key) : null;

    /// <summary>The place, where it is counted by place.</summary>
    public async Task<EntityNode?> GetPlaceAsync(EntityById entities, CancellationToken cancellation) =>
        facet == CountFacet.Place && data.Key.Length > 0 ? await Ends.EntityAsync(entities, data.Key, cancellation) : null;
}

/// <summary>An outlet.</summary>
[ObjectType("Source")]
public sealed class SourceNode(string outlet)
{
    /// <summary>Its name.</summary>
    public string Outlet => outlet;

    /// <summary>How many of its articles are in the graph.</summary>
    public async Task<int> GetArticleCountAsync(ArticlePages pages, CancellationToken cancellation) => await pages.CountAsync(new() { Outlets = [outlet] }, cancellation);

    /// <summary>Its articles.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ArticleNode>> GetArticlesAsync(
        PagingArguments paging, ArticlePages pages, CancellationToken cancellation, ArticleFilterInput? filter = null, ArticleOrder order = ArticleOrder.PublishedDescending) =>
        pages.ConnectAsync(ArticleFilterInput.Apply(filter, new()) with { Outlets = [outlet] }, order, paging, a => new ArticleNode(a), cancellation);
}

/// <summary>How much the graph holds.</summary>
[ObjectType("Statistics")]
public sealed class StatisticsNode(StoreStatistics data)
{
    /// <summary>Articles recorded.</summary>
    public long Articles => data.Articles;

    /// <summary>Articles kept without facts.</summary>
    public long Skipped => data.Skipped;

    /// <summary>Entities by type.</summary>
    [ListSize(AssumedSize = 7)]
    public IReadOnlyList<TypeCount> Entities => [.. data.Entities.OrderBy(p => p.Key).Select(p => new TypeCount(p.Key, p.Value))];

    /// <summary>Mentions of entities.</summary>
    public long Mentions => data.Mentions;

    /// <summary>Events, joined.</summary>
    public long Events => data.Events;

    /// <summary>Relations stated.</summary>
    public long Relations => data.Relations;

    /// <summary>Quotes.</summary>
    public long Quotes => data.Quotes;

    /// <summary>Numbers stated.</summary>
    public long Claims => data.Claims;

    /// <summary>Roles stated.</summary>
    public long Roles => data.Roles;

    /// <summary>Comparisons.</summary>
    public long Comparisons => data.Comparisons;

    /// <summary>Comparisons by the way they differ.</summary>
    [ListSize(AssumedSize = 7)]
    public IReadOnlyList<DifferenceCount> Differences => [.. data.Differences.OrderBy(p => p.Key).Select(p => new DifferenceCount(p.Key, p.Value))];

    /// <summary>Judgements of curators in force.</summary>
    public long Judgements => data.Judgements;
}

/// <summary>How many entities are of a type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Count">How many.</param>
public sealed record TypeCount(EntityType Type, long Count);

/// <summary>How many comparisons differ in a way.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Count">How many.</param>
public sealed record DifferenceCount(DifferenceKind Kind, long Count);
