using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>One verb or noun that evokes a happening, with what its clause says about it.</summary>
/// <param name="Token">The trigger.</param>
/// <param name="IsDefinite">"the attack", "their meeting": speaks of a happening known already.</param>
/// <param name="Sort">The relation that the words stand for (met, visited, supplied, ...); null where the kind has no sorts.</param>
/// <param name="When">The clause's own words of time, lower case; null where there are none.</param>
/// <param name="What">Lemma of what is acted on, where it is no entity; null where there is none.</param>
/// <param name="IsHeadline">Whether it stands in the headline, which names what the article tells.</param>
/// <param name="IsPlural">A noun in the plural: several happenings.</param>
internal sealed record EventMention(
    int Token, EventKind Kind, string? Sort, Proposition? Proposition, bool IsNoun, bool IsDefinite, bool IsPlural, bool IsHeadline,
    IReadOnlyList<LocalEntity> Actors, IReadOnlyList<LocalEntity> Targets, LocalEntity? Place, PartialDate? Date, string? When, string? What,
    bool Negated, Modality Modality)
{
    /// <summary>"another attack", "an earlier strike": told as one beside the one that is known.</summary>
    public bool IsAnother { get; init; }

    /// <summary>In words that only say when or beside what something happened: "a week after the crash", "since the storm".</summary>
    public bool IsBackground { get; init; }

    /// <summary>What is told is an answer to it: another happening than that.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Told without a date by the first sentence itself, not beside what it tells: it is the news.</summary>
    public bool IsNews { get; init; }

    /// <summary>Of a day that was over when its article was news.</summary>
    public bool IsPast { get; init; }

    /// <summary>"The war has killed tens of thousands": of all of a war, not of one day of it.</summary>
    public bool IsOfWar { get; init; }

    public IEnumerable<LocalEntity> Participants => Actors.Concat(Targets);
}
