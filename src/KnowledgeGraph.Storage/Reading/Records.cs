using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>An article as recorded.</summary>
/// <param name="Extractor">What extracted from it.</param>
/// <param name="Skipped">Why nothing was extracted; null where extraction ran.</param>
public sealed record StoredArticle(Article Article, string Extractor, string? Skipped)
{
    public string Id => Article.Id;
}

/// <summary>A person, organisation, place, group or other thing, as all articles together know it.</summary>
/// <param name="Id">Made from content; the same logs give the same id on any machine.</param>
/// <param name="Name">The name to show: a judgement's choice, else the commonest full one.</param>
/// <param name="Names">All names used, commonest first.</param>
/// <param name="GazetteerId"><c>geonames:703448</c> or <c>country:UA</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Gender"><c>m</c> or <c>f</c> where articles show it without contradiction.</param>
/// <param name="IsNamed">False for groups and bearers of a role that no article names.</param>
/// <param name="Articles">How many articles mention it.</param>
/// <param name="Mentions">How many mentions there are, by name, description and pronoun.</param>
/// <param name="FirstSeen">Earliest day of publication of an article that mentions it.</param>
/// <param name="LastSeen">Latest such day.</param>
/// <param name="Anchor">A mention that a <see cref="Judgement"/> about this entity can hold on to.</param>
/// <param name="RetiredIds">Ids that resolve to this entity because of merges.</param>
/// <param name="Reasons">Why names were joined, for people: one line a join, in order.</param>
public sealed record Entity(
    string Id,
    EntityType Type,
    string Name,
    IReadOnlyList<EntityName> Names,
    string? GazetteerId,
    string? Country,
    char? Gender,
    bool IsNamed,
    int Articles,
    int Mentions,
    DateOnly? FirstSeen,
    DateOnly? LastSeen,
    string Anchor,
    IReadOnlyList<string> RetiredIds,
    IReadOnlyList<string> Reasons);

/// <summary>A name and how many articles use it for the entity.</summary>
/// <param name="Text">The name as written.</param>
/// <param name="Articles">How many articles use it.</param>
public sealed record EntityName(string Text, int Articles);

/// <summary>A span of an article that refers to an entity.</summary>
/// <param name="Text">The words: <c>article.Text[Span]</c>.</param>
public sealed record StoredMention(string Id, string Article, string Entity, TextSpan Span, string Text, MentionKind Kind, double Confidence);

/// <summary>The words behind a fact and where they stand.</summary>
/// <param name="Quote">The words of <paramref name="Span"/>: exactly that slice of the article's text.</param>
/// <param name="SentenceText">The words of <paramref name="Sentence"/>.</param>
public sealed record StoredEvidence(string Article, TextSpan Span, TextSpan Sentence, string Quote, string SentenceText, double Confidence);

/// <summary>One happening, joined from the articles that report it. What each of them says is in its <see cref="EventReport"/>.</summary>
/// <param name="Label">The commonest label of the reports.</param>
/// <param name="Date">The most precise date on which most reports agree.</param>
/// <param name="Place">Id of the place; the narrowest that the reports agree on.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the place, where known.</param>
/// <param name="PartOf">Id of the event that it is a part or consequence of.</param>
/// <param name="Articles">How many articles report it.</param>
/// <param name="FirstReported">Earliest day of publication.</param>
/// <param name="Differing">Whether some comparison of it is of another kind than none and framing.</param>
/// <param name="Reasons">Why reports were joined, for people.</param>
public sealed record StoredEvent(
    string Id,
    string Kind,
    string Label,
    PartialDate? Date,
    string? Place,
    string? Country,
    IReadOnlyList<StoredParticipant> Participants,
    string? PartOf,
    Modality Modality,
    bool Negated,
    int Articles,
    DateOnly? FirstReported,
    bool Differing,
    IReadOnlyList<string> RetiredIds,
    IReadOnlyList<string> Reasons);

/// <param name="Entity">Id of the entity.</param>
/// <param name="Articles">How many articles give it this part.</param>
public sealed record StoredParticipant(ParticipantRole Role, string Entity, int Articles);

/// <summary>One article's version of an event; entities are global ids.</summary>
public sealed record EventReport(
    string Id,
    string Event,
    string Article,
    string Kind,
    string Label,
    IReadOnlyList<TextSpan> Triggers,
    IReadOnlyList<Participant> Participants,
    PartialDate? Date,
    string? Place,
    bool Negated,
    Modality Modality,
    StoredEvidence Evidence);

/// <summary>Subject, predicate, object; each side is an entity or an event.</summary>
/// <param name="VerbText">The words of the predicate.</param>
public sealed record StoredRelation(
    string Id,
    GraphNode Subject,
    string Predicate,
    GraphNode? Object,
    TextSpan Verb,
    string VerbText,
    bool Negated,
    Modality Modality,
    PartialDate? Date,
    string? Place,
    string? AttributedTo,
    StoredEvidence Evidence);

public enum GraphNodeKind { Entity, Event }

/// <summary>An end of a relation.</summary>
public readonly record struct GraphNode(GraphNodeKind Kind, string Id);

/// <summary>Words that someone is reported to have said.</summary>
/// <param name="Text">The words of <paramref name="Content"/>.</param>
/// <param name="Speaker">Id of the entity; null where the text does not say.</param>
/// <param name="About">Ids of the entities that the words mention, in text order.</param>
public sealed record StoredQuote(
    string Id,
    QuoteKind Kind,
    string? Speaker,
    TextSpan? SpeakerSpan,
    TextSpan? Cue,
    string? CueLemma,
    TextSpan Content,
    string Text,
    string? Addressee,
    string? Via,
    IReadOnlyList<string> About,
    StoredEvidence Evidence);

/// <summary>A number that someone asserts.</summary>
/// <param name="Event">Id of the event it measures.</param>
/// <param name="Scope">Id of the place or group that it is limited to.</param>
/// <param name="AttributedTo">Id of the entity that gives the number; null where the article does.</param>
/// <param name="ValueText">The words of the number.</param>
public sealed record StoredClaim(
    string Id,
    string? Event,
    string Metric,
    decimal? Value,
    decimal? Low,
    decimal? High,
    Qualifier Qualifier,
    string Unit,
    string? Scope,
    PartialDate? AsOf,
    string? AttributedTo,
    bool Negated,
    TextSpan ValueSpan,
    string ValueText,
    StoredEvidence Evidence);

/// <summary>An office that a person holds, as of the day of the article that says so.</summary>
public sealed record StoredRole(string Id, string Person, string Title, string? Of, DateOnly? AsOf, StoredEvidence Evidence);

/// <summary>What the reports of one event say on one metric, or in words on one aspect, side by side.</summary>
/// <param name="Id">The event's id, <c>/</c> and the metric (or <c>~</c> and the aspect).</param>
/// <param name="Metric">Null where words are compared and not numbers.</param>
/// <param name="Aspect">What the words are about: one of <see cref="WordDifference"/>, or <c>source/</c> and the metric whose source they name; null where numbers are compared.</param>
/// <param name="Claims">Every claim, none dropped: by value, then by publication. What one article says several times alike stands once.</param>
/// <param name="Statements">The wordings, where words are compared.</param>
/// <param name="Low">The lowest number claimed.</param>
/// <param name="High">The highest number claimed.</param>
/// <param name="Kind">How they differ.</param>
/// <param name="Reasons">Why that kind, for people; one line a reason.</param>
/// <param name="Articles">How many articles take part.</param>
/// <param name="Sources">How many sources after counting repeats of one attributed source once.</param>
/// <param name="FirstArticle">The article that reported it first.</param>
public sealed record Comparison(
    string Id,
    string Event,
    string? Metric,
    string? Aspect,
    IReadOnlyList<ComparedClaim> Claims,
    IReadOnlyList<ComparedStatement> Statements,
    decimal? Low,
    decimal? High,
    DifferenceKind Kind,
    IReadOnlyList<string> Reasons,
    int Articles,
    int Sources,
    string? FirstArticle);

/// <param name="Claim">At its first place in the article.</param>
/// <param name="Repeats">Id of the claim that this one repeats (same attributed source, same number); null where it counts by itself.</param>
/// <param name="RepeatedIn">The same claim at further places of the same article, in the order of its text.</param>
public sealed record ComparedClaim(StoredClaim Claim, string? Outlet, DateOnly? Published, string? Repeats, IReadOnlyList<StoredClaim> RepeatedIn);

/// <param name="Position">Which side it takes: equal positions say the same.</param>
public sealed record ComparedStatement(StoredEvidence Evidence, string? Outlet, DateOnly? Published, string? AttributedTo, string Position)
{
    /// <summary>A side of a comparison of words, with the words of its article.</summary>
    internal static ComparedStatement Of(WordedStatement side, WordedArticle article) => new(
        new(side.Article, side.Span, side.Sentence, side.Span.Slice(article.Text), side.Sentence.Slice(article.Text), 1), article.Outlet, Day(side.Published), side.Source, side.Position);

    internal static DateOnly? Day(DateTimeOffset? published) => published is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
}
