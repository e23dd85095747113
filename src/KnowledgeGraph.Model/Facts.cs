namespace KnowledgeGraph.Model;

/// <summary>The words behind a fact.</summary>
/// <param name="Span">The words that state it.</param>
/// <param name="Sentence">The sentence (or sentences) they stand in.</param>
/// <param name="Confidence">The share of facts said with this confidence that are right, as calibrated; 0 to 1.</param>
public sealed record Evidence(TextSpan Span, TextSpan Sentence, double Confidence);

/// <summary>Whether a fact is told as having happened.</summary>
public enum Modality
{
    Asserted,

    /// <summary>Announced, demanded, hoped for, still to come.</summary>
    Planned,

    /// <summary>May, could, reportedly possible.</summary>
    Possible,

    /// <summary>Depends on something else ("if ...").</summary>
    Conditional,
}

/// <summary>How the words of a quote are given.</summary>
public enum QuoteKind
{
    Direct,
    Indirect,

    /// <summary>Reported speech with some words in quotation marks.</summary>
    Mixed,
}

/// <summary>Words that someone is reported to have said or written.</summary>
/// <param name="Id">Unique within the contribution: <c>q0</c>, ... in text order.</param>
/// <param name="Kind">Direct, indirect or mixed.</param>
/// <param name="Speaker">Id of the local entity that speaks; null where the text does not say.</param>
/// <param name="SpeakerSpan">The words that name the speaker here; null where there are none.</param>
/// <param name="Cue">The verb or "according to"; null for a quotation that stands alone.</param>
/// <param name="CueLemma">The cue's lemma (<c>say</c>, <c>warn</c>, <c>according to</c>).</param>
/// <param name="Content">What was said, without quotation marks and without "that".</param>
/// <param name="Addressee">Id of the local entity spoken to.</param>
/// <param name="Via">Id of the local entity that carries another's words ("Y said, according to X": X).</param>
public sealed record Quote(
    string Id,
    QuoteKind Kind,
    string? Speaker,
    TextSpan? SpeakerSpan,
    TextSpan? Cue,
    string? CueLemma,
    TextSpan Content,
    string? Addressee,
    string? Via,
    Evidence Evidence);

/// <summary>Subject, predicate, object. Subject and object are ids of local entities or of local events.</summary>
/// <param name="Id">Unique within the contribution: <c>r0</c>, ... in text order.</param>
/// <param name="Predicate">A key of the ontology (<c>attacked</c>), or <c>lemma:</c> and the lemma where the ontology has none.</param>
/// <param name="Verb">The words of the text that carry the predicate.</param>
/// <param name="AttributedTo">Id of the local entity that says so; null where the article says so itself.</param>
public sealed record Relation(
    string Id,
    string Subject,
    string Predicate,
    string? Object,
    TextSpan Verb,
    bool Negated,
    Modality Modality,
    PartialDate? Date,
    string? Place,
    string? AttributedTo,
    Evidence Evidence);

/// <summary>An office or position that a person holds ("president" of a country).</summary>
/// <param name="Person">Id of a local entity.</param>
/// <param name="Title">The role in lower case without the "of" part (<c>president</c>, <c>minister of foreign affairs</c>).</param>
/// <param name="Of">Id of the local entity (country, organisation) it is a role of.</param>
public sealed record Role(string Id, string Person, string Title, string? Of, Evidence Evidence);

/// <summary>Part that an entity has in an event.</summary>
public enum ParticipantRole
{
    Actor,
    Target,
    Other,
}

public sealed record Participant(ParticipantRole Role, string Entity);

/// <summary>One happening as an article tells it; its mentions are the nouns and verbs that evoke it.</summary>
/// <param name="Id">Unique within the contribution: <c>v0</c>, ... in order of first trigger.</param>
/// <param name="Kind">A key of the event ontology (<c>attack</c>, <c>casualty</c>, <c>damage</c>, <c>consult</c>, <c>aid</c>, ...).</param>
/// <param name="Label">A short phrase for people, made of the article's words.</param>
/// <param name="Triggers">The words that evoke it, in text order.</param>
/// <param name="Place">Id of the local entity where it happened.</param>
/// <param name="PartOf">Id of the local event that it is a part or consequence of.</param>
public sealed record Event(
    string Id,
    string Kind,
    string Label,
    IReadOnlyList<TextSpan> Triggers,
    IReadOnlyList<Participant> Participants,
    PartialDate? Date,
    string? Place,
    string? PartOf,
    bool Negated,
    Modality Modality,
    Evidence Evidence);

/// <summary>How exact a number is meant.</summary>
public enum Qualifier
{
    Exact,
    About,
    AtLeast,
    MoreThan,
    UpTo,
    LessThan,

    /// <summary>Said to be a record.</summary>
    Record,
}

/// <summary>A number that someone asserts about an event.</summary>
/// <param name="Id">Unique within the contribution: <c>c0</c>, ... in text order.</param>
/// <param name="Event">Id of the local event that it measures; null where the text ties it to none.</param>
/// <param name="Metric">A key of the metric vocabulary (<c>killed</c>, <c>injured</c>, <c>launched</c>), with the counted noun where the metric is about things (<c>drones_launched</c>) and whose number it is where it is somebody's (<c>employees/acme</c>).</param>
/// <param name="Value">The number; null for vague words ("dozens") and ranges without a point.</param>
/// <param name="Low">Least value meant, inclusive.</param>
/// <param name="High">Greatest value meant, inclusive.</param>
/// <param name="Unit">What is counted or measured, plural as in the text (<c>people</c>, <c>combat drones</c>, <c>hours</c>).</param>
/// <param name="Scope">Id of the local entity (place, group) that the number is limited to.</param>
/// <param name="AsOf">The day for which the number is stated, where given.</param>
/// <param name="AttributedTo">Id of the local entity that gives the number.</param>
/// <param name="ValueSpan">The words of the number alone.</param>
public sealed record Claim(
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
    Evidence Evidence);
