using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

// A filter's members are joined by AND; the members of a list by OR; null or an empty list asks for nothing in particular.
// Entity and event ids may be retired ones. Time ranges are inclusive days and look at the fact's date where it has one, else at
// the day of publication.

/// <summary>A range of days, both ends included; null is open.</summary>
public sealed record DayRange(DateOnly? From, DateOnly? To);

public sealed record ArticleFilter
{
    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? Published { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Articles that mention each of these entities.</summary>
    public IReadOnlyList<string>? Mentioning { get; init; }

    /// <summary>Articles that report one of these events.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>True: only those that were not extracted; false: only those that were.</summary>
    public bool? Skipped { get; init; }
}

/// <summary>Orders of articles.</summary>
public enum ArticleOrder { PublishedDescending, Published, Title }

public sealed record EntityFilter
{
    public IReadOnlyList<EntityType>? Types { get; init; }

    /// <summary>One of the names starts with this; case and diacritics do not count.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>One of the names is this; case and diacritics do not count.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    public IReadOnlyList<string>? Countries { get; init; }
    public IReadOnlyList<string>? GazetteerIds { get; init; }

    /// <summary>Entities that an article of one of these outlets mentions.</summary>
    public IReadOnlyList<string>? Outlets { get; init; }

    public IReadOnlyList<string>? Articles { get; init; }

    /// <summary>Entities that an article published in this range mentions.</summary>
    public DayRange? Mentioned { get; init; }

    /// <summary>True: only entities that some article names; false: only groups and bearers of a role that none names.</summary>
    public bool? Named { get; init; }
}

/// <summary>Orders of entities.</summary>
public enum EntityOrder { MentionsDescending, Name, FirstSeen, LastSeenDescending }

public sealed record MentionFilter
{
    public IReadOnlyList<string>? Entities { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<MentionKind>? Kinds { get; init; }

    /// <summary>The mention's words, exactly.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }
    public double? MinConfidence { get; init; }
}

public enum MentionOrder { ArticleAndPlace }

public sealed record EventFilter
{
    public IReadOnlyList<string>? Kinds { get; init; }
    public DayRange? When { get; init; }

    /// <summary>Ids of places where it happened.</summary>
    public IReadOnlyList<string>? Places { get; init; }

    /// <summary>Countries (ISO 3166-1 alpha-2) where it happened.</summary>
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Events in which each of these entities takes part.</summary>
    public IReadOnlyList<string>? Participants { get; init; }

    public IReadOnlyList<string>? Outlets { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<string>? PartOf { get; init; }

    /// <summary>Events that are not part of another.</summary>
    public bool? TopOnly { get; init; }

    /// <summary>Events reported by this many articles or more.</summary>
    public int? MinArticles { get; init; }

    /// <summary>Events about which reports differ in more than framing (true), or do not (false).</summary>
    public bool? Differing { get; init; }
}

/// <summary>Orders of events.</summary>
public enum EventOrder { DateDescending, Date, ArticlesDescending }

public sealed record EventReportFilter
{
    public IReadOnlyList<string>? Events { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<string>? Outlets { get; init; }
}

public sealed record RelationFilter
{
    /// <summary>What the keys of predicates outside the ontology begin with; the verb's lemma follows.</summary>
    public const string OutsideOntology = "lemma:";

    public IReadOnlyList<string>? Subjects { get; init; }
    public IReadOnlyList<string>? Objects { get; init; }

    /// <summary>Relations with one of these on either side.</summary>
    public IReadOnlyList<string>? Either { get; init; }

    /// <summary>Keys of predicates; <see cref="OutsideOntology"/> stands for all that the ontology has none for.</summary>
    public IReadOnlyList<string>? Predicates { get; init; }
    public IReadOnlyList<string>? AttributedTo { get; init; }
    public IReadOnlyList<string>? Places { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }
    public IReadOnlyList<Modality>? Modalities { get; init; }
    public bool? Negated { get; init; }
    public double? MinConfidence { get; init; }
}

/// <summary>Orders of facts. Time is the fact's own date where it has one, else the day of publication.</summary>
public enum FactOrder { TimeDescending, Time, ConfidenceDescending }

public sealed record QuoteFilter
{
    public IReadOnlyList<string>? Speakers { get; init; }
    public IReadOnlyList<string>? Addressees { get; init; }

    /// <summary>Quotes whose words mention one of these entities.</summary>
    public IReadOnlyList<string>? About { get; init; }

    public IReadOnlyList<QuoteKind>? Kinds { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }
    public double? MinConfidence { get; init; }
}

public sealed record ClaimFilter
{
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Metric keys; one without a counted noun (<c>launched</c>) finds those with one (<c>launched/drone</c>) too.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    public IReadOnlyList<string>? AttributedTo { get; init; }
    public IReadOnlyList<string>? Scopes { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }
    public decimal? MinValue { get; init; }
    public decimal? MaxValue { get; init; }
    public double? MinConfidence { get; init; }
}

/// <summary>Orders of claims.</summary>
public enum ClaimOrder { TimeDescending, Time, ConfidenceDescending, ValueDescending, Value }

public sealed record RoleFilter
{
    public IReadOnlyList<string>? Persons { get; init; }
    public IReadOnlyList<string>? Of { get; init; }
    public IReadOnlyList<string>? Titles { get; init; }
    public IReadOnlyList<string>? Articles { get; init; }
    public IReadOnlyList<string>? Outlets { get; init; }
    public DayRange? When { get; init; }
}

public sealed record ComparisonFilter
{
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>As in <see cref="ClaimFilter.Metrics"/>.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    public IReadOnlyList<DifferenceKind>? Kinds { get; init; }

    /// <summary>True: only comparisons of numbers; false: only of words.</summary>
    public bool? Numbers { get; init; }

    /// <summary>Comparisons in which this many articles or more take part.</summary>
    public int? MinArticles { get; init; }

    /// <summary>Only claims published at this day or before take part: "as known at". Comparisons left with less than one claim fall away.</summary>
    public DateOnly? AsKnownAt { get; init; }
}

/// <summary>Largest difference first: by the highest value's distance from the lowest, relative to the highest; those without numbers last.</summary>
public enum ComparisonOrder { DifferenceDescending, EventAndMetric }
