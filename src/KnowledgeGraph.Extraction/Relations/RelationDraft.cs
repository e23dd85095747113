using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>A relation before it has its id. Subject and object are ids of entities or events.</summary>
/// <param name="First">First token of the words that state it.</param>
internal sealed record RelationDraft(
    string Subject, string Predicate, string? Object, int Verb, int VerbEnd, bool Negated, Modality Modality, PartialDate? Date, string? Place,
    string? AttributedTo, int First, int End, double Confidence);
