using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>What search looks through.</summary>
public enum SearchScope { Entities, Quotes, Articles }

/// <summary>A full-text search.</summary>
/// <param name="Text">
/// Words, all of which must occur; <c>"words in quotation marks"</c> must stand together; the last word also matches as a beginning where
/// <see cref="Prefix"/> is set, and any word that ends in <c>*</c> does. Case and diacritics do not count. Up to 1,000 characters.
/// </param>
/// <param name="Scopes">Empty: all.</param>
/// <param name="Size">At most <see cref="PageQuery{TFilter,TOrder}.LargestSize"/>.</param>
public sealed record SearchRequest(string Text, IReadOnlyList<SearchScope> Scopes, int Size)
{
    public bool Prefix { get; init; }
    public IReadOnlyList<EntityType>? Types { get; init; }
    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }
    public string? After { get; init; }
}

/// <summary>Hits, best first.</summary>
public sealed record SearchPage(IReadOnlyList<PageItem<SearchHit>> Items, bool HasNext);

/// <param name="Id">Id of the entity, quote or article.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
/// <param name="Field"><c>name</c>, <c>quote</c>, <c>title</c> or <c>text</c>.</param>
/// <param name="Snippet">The words around the best match, 240 characters at most.</param>
/// <param name="Highlights">Matched stretches, as spans of <paramref name="Snippet"/>.</param>
public sealed record SearchHit(SearchScope Scope, string Id, double Score, string Field, string Snippet, IReadOnlyList<TextSpan> Highlights);

/// <summary>Asks what surrounds an entity.</summary>
/// <param name="Entity">Where to start.</param>
/// <param name="Depth">Steps, 1 to 3.</param>
/// <param name="Limit">Largest number of entities in the answer, 1 to 500.</param>
public sealed record NeighbourhoodRequest(string Entity, int Depth, int Limit)
{
    public IReadOnlyList<string>? Predicates { get; init; }
    public IReadOnlyList<EntityType>? Types { get; init; }
    public DayRange? When { get; init; }

    /// <summary>Largest number of links in the answer, 1 to 10,000.</summary>
    public int LinkLimit { get; init; } = 1000;

    /// <summary>Whether all that surrounds one entity is asked for, over all time: the commonest question, which stores answer by an index.</summary>
    internal bool IsPlain => this is { Depth: 1, Predicates: null or { Count: 0 }, Types: null or { Count: 0 } } && !HasDays;

    internal bool HasDays => (When?.From ?? When?.To) is not null;

    internal void Check()
    {
        if (Depth is < 1 or > 3) throw new GraphRequestException($"A depth of {Depth} was asked for: expected 1 to 3.");
        if (Limit is < 1 or > 500) throw new GraphRequestException($"A limit of {Limit} was asked for: expected 1 to 500.");
        if (LinkLimit is < 1 or > 10_000) throw new GraphRequestException($"A link limit of {LinkLimit} was asked for: expected 1 to 10000.");
    }
}

/// <param name="Entities">The start first, then by distance and strength.</param>
/// <param name="Links">Links between them, strongest first.</param>
/// <param name="LeftOut">How many entities within the depth are not in the answer.</param>
/// <param name="LinksLeftOut">How many links between the entities of the answer are not in it.</param>
public sealed record Neighbourhood(IReadOnlyList<Entity> Entities, IReadOnlyList<GraphLink> Links, int LeftOut, int LinksLeftOut);

/// <summary>All relations of one predicate from one entity to another, taken together.</summary>
/// <param name="Relations">How many say so.</param>
/// <param name="Example">Id of one of them, the ordinally first.</param>
public sealed record GraphLink(string Subject, string Predicate, string Object, int Relations, int Articles, string Example)
{
    internal static List<GraphLink> StrongestFirst(IEnumerable<GraphLink> links) =>
        [.. links.OrderByDescending(link => link.Relations).ThenBy(link => link.Subject, StringComparer.Ordinal).ThenBy(link => link.Object, StringComparer.Ordinal).ThenBy(link => link.Predicate, StringComparer.Ordinal)];
}

/// <summary>Asks for shortest chains.</summary>
/// <param name="MaxHops">1 to 6.</param>
/// <param name="Limit">1 to 50.</param>
public sealed record PathRequest(string From, string To, int MaxHops, int Limit)
{
    public IReadOnlyList<string>? Predicates { get; init; }

    internal void Check()
    {
        if (MaxHops is < 1 or > 6) throw new GraphRequestException($"{MaxHops} hops were asked for: expected 1 to 6.");
        if (Limit is < 1 or > 50) throw new GraphRequestException($"{Limit} paths were asked for: expected 1 to 50.");
    }
}

/// <summary>A chain: <c>Entities.Count == Links.Count + 1</c>; link i joins entity i and i+1, in either direction.</summary>
public sealed record GraphPath(IReadOnlyList<string> Entities, IReadOnlyList<GraphLink> Links);

/// <summary>What is counted.</summary>
public enum CountedKind { Articles, Entities, Events, Relations, Quotes, Claims }

/// <summary>What it is counted by. Not every kind has every facet; <see cref="GraphRequestException"/> says which it has.</summary>
public enum CountFacet { Outlet, Day, Predicate, Place, Type, Kind, Metric }

public sealed record CountRequest(CountedKind Kind, CountFacet Facet, int Limit)
{
    /// <summary>Only what concerns one of these entities.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    /// <summary>Only what concerns one of these events.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }

    internal void Check()
    {
        if (Limit is < 1 or > 10_000) throw new GraphRequestException($"A limit of {Limit} was asked for: expected 1 to 10000.");
        var known = (Kind, Facet) is (_, CountFacet.Outlet or CountFacet.Day) or (CountedKind.Relations, CountFacet.Predicate) or (CountedKind.Relations or CountedKind.Events, CountFacet.Place)
            or (CountedKind.Entities, CountFacet.Type) or (CountedKind.Events or CountedKind.Quotes, CountFacet.Kind) or (CountedKind.Claims, CountFacet.Metric);
        if (!known)
            throw new GraphRequestException($"{Kind} cannot be counted by {Facet}: articles by outlet and day; entities by these and type; events by these, kind and place; "
                + "relations by these, predicate and place; quotes by these and kind; claims by these and metric.");
    }
}

/// <summary>How many facts share one value.</summary>
/// <param name="Key">Outlet, day (<c>2025-07-04</c>), predicate, id of the place, type or kind; empty where the fact has none.</param>
/// <param name="Count">How many.</param>
public sealed record FacetCount(string Key, long Count);

public enum ChangeKind
{
    ArticleRecorded,
    ArticleReplaced,
    ArticleWithdrawn,

    /// <summary>An entity came to be or what is known of it changed.</summary>
    EntityChanged,

    /// <summary>An entity is no more, or another took it in.</summary>
    EntityRetired,
    EventChanged,
    EventRetired,
    ComparisonChanged,
    JudgementMade,
    JudgementWithdrawn,
}

/// <summary>An entry of the change log.</summary>
/// <param name="Position">Grows by at least one with each entry and is never given twice.</param>
/// <param name="Id">Id of the article, entity, event, comparison or judgement.</param>
public sealed record Change(long Position, ChangeKind Kind, string Id, DateTimeOffset At);

/// <summary>What the change log holds.</summary>
/// <param name="Oldest">The least position after which nothing is missing: a follower who has read up to it can go on.</param>
/// <param name="Newest">The position of the newest entry; 0 where nothing was ever changed.</param>
public sealed record ChangeLogRange(long Oldest, long Newest);

/// <param name="Position">Newest position of the change log.</param>
public sealed record StoreStatistics(
    long Articles, long Skipped, IReadOnlyDictionary<EntityType, long> Entities, long Mentions, long Events, long Relations, long Quotes,
    long Claims, long Roles, long Comparisons, long Judgements, IReadOnlyDictionary<DifferenceKind, long> Differences, long Position);
