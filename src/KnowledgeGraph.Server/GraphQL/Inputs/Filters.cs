using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Inputs;

// Members of a filter are joined by AND, the values of a list by OR; what is left out asks for nothing in particular.

/// <summary>A range of days, both ends included.</summary>
/// <param name="From">First day; left out: open.</param>
/// <param name="To">Last day; left out: open.</param>
public sealed record DayRangeInput(DateOnly? From = null, DateOnly? To = null)
{
    internal DayRange Range => new(From, To);
}

/// <summary>Which entities.</summary>
/// <param name="Types">What kind of thing.</param>
/// <param name="NamePrefix">One of its names starts with this; case and diacritics do not count.</param>
/// <param name="Names">One of its names is one of these; case and diacritics do not count.</param>
/// <param name="Countries">ISO 3166-1 alpha-2 codes.</param>
/// <param name="GazetteerIds">Entries of the gazetteer (<c>geonames:703448</c>, <c>country:UA</c>).</param>
/// <param name="Outlets">Mentioned by an article of one of these outlets.</param>
/// <param name="Mentioned">Mentioned by an article published in this range.</param>
/// <param name="Named">True: only what some article names.</param>
public sealed record EntityFilterInput(
    IReadOnlyList<EntityType>? Types = null, string? NamePrefix = null, IReadOnlyList<string>? Names = null, IReadOnlyList<string>? Countries = null,
    IReadOnlyList<string>? GazetteerIds = null, IReadOnlyList<string>? Outlets = null, DayRangeInput? Mentioned = null, bool? Named = null)
{
    internal static EntityFilter Apply(EntityFilterInput? input, EntityFilter filter) => input is null ? filter : filter with
    {
        Types = filter.Types ?? input.Types,
        NamePrefix = input.NamePrefix,
        Names = input.Names,
        Countries = input.Countries,
        GazetteerIds = input.GazetteerIds,
        Outlets = input.Outlets,
        Mentioned = input.Mentioned?.Range,
        Named = input.Named,
    };
}

/// <summary>Which articles.</summary>
/// <param name="Outlets">Published by one of these.</param>
/// <param name="Published">Published in this range.</param>
/// <param name="Languages">ISO 639-1 codes.</param>
/// <param name="Mentioning">Mentioning each of these entities.</param>
/// <param name="Skipped">True: only those without extraction; false: only those with.</param>
public sealed record ArticleFilterInput(
    IReadOnlyList<string>? Outlets = null, DayRangeInput? Published = null, IReadOnlyList<string>? Languages = null,
    [property: ID] IReadOnlyList<string>? Mentioning = null, bool? Skipped = null)
{
    internal static ArticleFilter Apply(ArticleFilterInput? input, ArticleFilter filter) => input is null ? filter : filter with
    {
        Outlets = input.Outlets,
        Published = input.Published?.Range,
        Languages = input.Languages,
        Mentioning = filter.Mentioning is null ? input.Mentioning : [.. filter.Mentioning, .. input.Mentioning ?? []],
        Skipped = input.Skipped,
    };
}

/// <summary>Which events.</summary>
/// <param name="Kinds">Kinds of the event ontology.</param>
/// <param name="When">Happened in this range.</param>
/// <param name="Places">Happened at one of these places.</param>
/// <param name="Countries">Happened in one of these countries (ISO 3166-1 alpha-2).</param>
/// <param name="Participants">Each of these takes part.</param>
/// <param name="Outlets">Reported by one of these outlets.</param>
/// <param name="PartOf">Parts or consequences of one of these events.</param>
/// <param name="TopOnly">Only events that are not part of another.</param>
/// <param name="MinArticles">Reported by this many articles or more.</param>
/// <param name="Differing">Whether the reports differ.</param>
public sealed record EventFilterInput(
    IReadOnlyList<string>? Kinds = null, DayRangeInput? When = null, [property: ID] IReadOnlyList<string>? Places = null, IReadOnlyList<string>? Countries = null,
    [property: ID] IReadOnlyList<string>? Participants = null, IReadOnlyList<string>? Outlets = null,
    [property: ID] IReadOnlyList<string>? PartOf = null, bool? TopOnly = null, int? MinArticles = null, bool? Differing = null)
{
    internal static EventFilter Apply(EventFilterInput? input, EventFilter filter) => input is null ? filter : filter with
    {
        Kinds = input.Kinds,
        When = input.When?.Range,
        Places = filter.Places ?? input.Places,
        Countries = input.Countries,
        Participants = filter.Participants is null ? input.Participants : [.. filter.Participants, .. input.Participants ?? []],
        Outlets = input.Outlets,
        PartOf = input.PartOf,
        TopOnly = input.TopOnly,
        MinArticles = input.MinArticles,
        Differing = input.Differing,
    };
}

/// <summary>Which relations.</summary>
/// <param name="Subjects">From one of these entities or events.</param>
/// <param name="Objects">To one of these entities or events.</param>
/// <param name="Either">With one of these on either side.</param>
/// <param name="Predicates">One of these predicates; <c>OTHER</c>: any verb that the ontology has none for.</param>
/// <param name="Lemmas">One of these verbs that the ontology has no predicate for, as lemmas; joined with <c>predicates</c> by OR.</param>
/// <param name="AttributedTo">Said by one of these entities.</param>
/// <param name="Places">Happened at one of these places.</param>
/// <param name="Outlets">Stated by an article of one of these outlets.</param>
/// <param name="When">Happened in this range; published in it where the article gives no date.</param>
/// <param name="Modalities">Told as having happened, planned, possible or conditional.</param>
/// <param name="Negated">Whether the article says that it is not so.</param>
/// <param name="MinConfidence">From 0 to 1.</param>
public sealed record RelationFilterInput(
    [property: ID] IReadOnlyList<string>? Subjects = null, [property: ID] IReadOnlyList<string>? Objects = null, [property: ID] IReadOnlyList<string>? Either = null,
    IReadOnlyList<Predicate>? Predicates = null, IReadOnlyList<string>? Lemmas = null, [property: ID] IReadOnlyList<string>? AttributedTo = null,
    [property: ID] IReadOnlyList<string>? Places = null, IReadOnlyList<string>? Outlets = null, DayRangeInput? When = null, IReadOnlyList<Modality>? Modalities = null, bool? Negated = null, double? MinConfidence = null)
{
    internal static RelationFilter Apply(RelationFilterInput? input, RelationFilter filter) => input is null ? filter : filter with
    {
        Subjects = filter.Subjects ?? input.Subjects,
        Objects = filter.Objects ?? input.Objects,
        Either = input.Either,
        Predicates = GraphQL.Predicates.Keys(input.Predicates, input.Lemmas),
        AttributedTo = input.AttributedTo,
        Places = input.Places,
        Outlets = input.Outlets,
        When = input.When?.Range,
        Modalities = input.Modalities,
        Negated = input.Negated,
        MinConfidence = input.MinConfidence,
    };
}

/// <summary>Which quotes.</summary>
/// <param name="Speakers">Said by one of these entities.</param>
/// <param name="Addressees">Said to one of these entities.</param>
/// <param name="About">Whose words mention one of these entities.</param>
/// <param name="Kinds">Direct, indirect or mixed.</param>
/// <param name="Outlets">Reported by one of these outlets.</param>
/// <param name="When">Published in this range.</param>
/// <param name="MinConfidence">From 0 to 1.</param>
public sealed record QuoteFilterInput(
    [property: ID] IReadOnlyList<string>? Speakers = null, [property: ID] IReadOnlyList<string>? Addressees = null,
    [property: ID] IReadOnlyList<string>? About = null, IReadOnlyList<QuoteKind>? Kinds = null,
    IReadOnlyList<string>? Outlets = null, DayRangeInput? When = null, double? MinConfidence = null)
{
    internal static QuoteFilter Apply(QuoteFilterInput? input, QuoteFilter filter) => input is null ? filter : filter with
    {
        Speakers = filter.Speakers ?? input.Speakers,
        Addressees = input.Addressees,
        About = filter.About ?? input.About,
        Kinds = input.Kinds,
        Outlets = input.Outlets,
        When = input.When?.Range,
        MinConfidence = input.MinConfidence,
    };
}

/// <summary>Which claims.</summary>
/// <param name="Events">About one of these events.</param>
/// <param name="Metrics">Measuring one of these (<c>killed</c>, <c>drones_launched</c>).</param>
/// <param name="AttributedTo">Given by one of these entities.</param>
/// <param name="Scopes">Limited to one of these places or groups.</param>
/// <param name="Outlets">Stated by one of these outlets.</param>
/// <param name="When">Published in this range.</param>
/// <param name="MinValue">At least this number.</param>
/// <param name="MaxValue">At most this number.</param>
/// <param name="MinConfidence">From 0 to 1.</param>
public sealed record ClaimFilterInput(
    [property: ID] IReadOnlyList<string>? Events = null, IReadOnlyList<string>? Metrics = null, [property: ID] IReadOnlyList<string>? AttributedTo = null,
    [property: ID] IReadOnlyList<string>? Scopes = null, IReadOnlyList<string>? Outlets = null, DayRangeInput? When = null, double? MinValue = null, double? MaxValue = null, double? MinConfidence = null)
{
    internal static ClaimFilter Apply(ClaimFilterInput? input, ClaimFilter filter) => input is null ? filter : filter with
    {
        Events = filter.Events ?? input.Events,
        Metrics = input.Metrics,
        AttributedTo = input.AttributedTo,
        Scopes = input.Scopes,
        Outlets = input.Outlets,
        When = input.When?.Range,
        MinValue = Exact(input.MinValue),
        MaxValue = Exact(input.MaxValue),
        MinConfidence = input.MinConfidence,
    };

    private static decimal? Exact(double? value) => value switch
    {
        null => null,
        > -1e27 and < 1e27 => (decimal)value,
        _ => throw BadInput.Of("minValue and maxValue take numbers between -1e27 and 1e27."),
    };
}

/// <summary>Which comparisons.</summary>
/// <param name="Events">Of one of these events.</param>
/// <param name="Metrics">Of one of these metrics.</param>
/// <param name="Kinds">That differ in one of these ways.</param>
/// <param name="MinArticles">In which this many articles or more take part.</param>
/// <param name="AsKnownAt">Only with what was published at this day or before.</param>
public sealed record ComparisonFilterInput(
    [property: ID] IReadOnlyList<string>? Events = null, IReadOnlyList<string>? Metrics = null, IReadOnlyList<DifferenceKind>? Kinds = null,
    int? MinArticles = null, DateOnly? AsKnownAt = null)
{
    internal static ComparisonFilter Apply(ComparisonFilterInput? input, ComparisonFilter filter) => input is null ? filter : filter with
    {
        Events = filter.Events ?? input.Events,
        Metrics = input.Metrics,
        Kinds = input.Kinds,
        MinArticles = input.MinArticles ?? filter.MinArticles,
        AsKnownAt = input.AsKnownAt,
    };
}
