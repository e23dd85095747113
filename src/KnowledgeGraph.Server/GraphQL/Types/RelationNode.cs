using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Who did what to whom, as one article says it.</summary>
[ObjectType("Relation")]
public sealed class RelationNode(StoredRelation data) : IFact
{
    internal StoredRelation Data => data;

    /// <summary>Its id.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>What holds, by the ontology.</summary>
    public Predicate Predicate => Predicates.Of(data.Predicate);

    /// <summary>The verb's lemma where the ontology has no predicate for it; else null.</summary>
    public string? Lemma => Predicates.LemmaOf(data.Predicate);

    /// <summary>The predicate's labels and codes; null where the ontology has none.</summary>
    public PredicateNode? PredicateInfo => PredicateNode.Of(data.Predicate);

    /// <summary>The words that carry the predicate.</summary>
    public TextRange Verb => TextRange.Of(data.Verb, data.VerbText);

    /// <summary>Whether the article says that it is not so.</summary>
    public bool Negated => data.Negated;

    /// <summary>Whether it is told as having happened, planned, possible or conditional.</summary>
    public Modality Modality => data.Modality;

    /// <summary>When, as precisely as the article says.</summary>
    public string? Date => data.Date?.ToString();

    /// <summary>The words behind it.</summary>
    public EvidenceNode Evidence => new(data.Evidence);

    /// <summary>Who or what acts.</summary>
    public async Task<IRelationEnd> GetSubjectAsync(EntityById entities, EventById events, CancellationToken cancellation) =>
        (await Ends.EndAsync(entities, events, data.Subject, cancellation))!;

    /// <summary>Who or what is acted upon; null where the article names none.</summary>
    public Task<IRelationEnd?> GetObjectAsync(EntityById entities, EventById events, CancellationToken cancellation) => Ends.EndAsync(entities, events, data.Object, cancellation);

    /// <summary>Where.</summary>
    public Task<EntityNode?> GetPlaceAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Place, cancellation);

    /// <summary>Who says so; null where the article says it itself.</summary>
    public Task<EntityNode?> GetAttributedToAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.AttributedTo, cancellation);
}
