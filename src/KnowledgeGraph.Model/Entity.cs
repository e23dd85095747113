namespace KnowledgeGraph.Model;

/// <summary>What kind of thing an entity is.</summary>
public enum EntityType
{
    Person,
    Organisation,
    Place,

    /// <summary>People who act or speak together without being an organisation ("residents", "Ukrainian officials").</summary>
    Group,

    /// <summary>A named product, weapon or vehicle.</summary>
    Product,

    /// <summary>A named event ("the Olympic Games").</summary>
    NamedEvent,

    /// <summary>A named work (book, film, newspaper as a work), law or other named thing.</summary>
    Other,
}

/// <summary>How a mention refers.</summary>
public enum MentionKind
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By description ("the Ukrainian president").</summary>
    Description,

    /// <summary>By pronoun, possessives included.</summary>
    Pronoun,
}

/// <summary>A span that refers to an entity.</summary>
/// <param name="Span">The words, without leading article or trailing possessive for names.</param>
/// <param name="Kind">By name, description or pronoun.</param>
/// <param name="Confidence">How sure the link to the entity is, 0 to 1.</param>
public sealed record Mention(TextSpan Span, MentionKind Kind, double Confidence);

/// <summary>An entity as one article knows it; resolution joins those of many articles.</summary>
/// <param name="Id">Unique within the contribution: <c>e0</c>, <c>e1</c>, ... in order of first mention.</param>
/// <param name="Type">The type that the whole article supports best.</param>
/// <param name="Name">The fullest name used; for groups and unnamed bearers of a role the fullest description.</param>
/// <param name="Names">All distinct names used, fullest first.</param>
/// <param name="Mentions">In text order.</param>
/// <param name="GazetteerId">Places: <c>geonames:703448</c>, or <c>country:UA</c>; null where unknown.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the country that the entity is, is in or belongs to, where the article shows it.</param>
/// <param name="Gender"><c>m</c> or <c>f</c> where the article's pronouns and titles show it.</param>
/// <param name="IsNamed">False for groups and bearers of a role that the article never names.</param>
public sealed record LocalEntity(
    string Id,
    EntityType Type,
    string Name,
    IReadOnlyList<string> Names,
    IReadOnlyList<Mention> Mentions,
    string? GazetteerId,
    string? Country,
    char? Gender,
    bool IsNamed);
