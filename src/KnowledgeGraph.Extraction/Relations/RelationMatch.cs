using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>One side of a relation: the head token and the entity it refers to; null where it names none (it may name a happening).</summary>
/// <param name="Surety">1, or less where the entity is one of a group that the words mean ("the two leaders").</param>
public readonly record struct Side(int Head, LocalEntity? Entity, double Surety = 1);

/// <summary>A trigger of the ontology found in a proposition, with what stands on its sides. Either side may be empty.</summary>
/// <param name="Predicate">Token of the verb or noun that carries the relation.</param>
/// <param name="ObjectNoun">Head of the verb's object where the trigger asks for one ("launched missiles at": missiles); -1 else.</param>
public sealed record RelationMatch(
    RelationKind Relation, Proposition Proposition, int Predicate, IReadOnlyList<Side> Subjects, IReadOnlyList<Side> Objects, bool IsPair, int ObjectNoun);
