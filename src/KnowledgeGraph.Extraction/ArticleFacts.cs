using KnowledgeGraph.Extraction.Events;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Quotes;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction;

/// <summary>Quotes, events, relations and roles of an article.</summary>
public sealed record ArticleFacts(
    PropositionIndex Propositions, IReadOnlyList<Quote> Quotes, AttributionMap Attribution, EventIndex Events, IReadOnlyList<Relation> Relations, IReadOnlyList<Role> Roles);
