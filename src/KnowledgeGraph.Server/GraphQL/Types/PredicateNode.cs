using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>A predicate of the ontology: how it reads, and its codes.</summary>
[ObjectType("PredicateInfo")]
public sealed class PredicateNode(RelationKind data)
{
    /// <summary>Its value of the enum.</summary>
    public Predicate Predicate => new(data.Key);

    /// <summary>Its key in the ontology, in exports and in Neo4j (<c>attacked</c>).</summary>
    public string Key => data.Key;

    /// <summary>How it reads from subject to object.</summary>
    public string Label => data.Label;

    /// <summary>How it reads from object to subject.</summary>
    public string Inverse => data.Inverse;

    /// <summary>Whether both sides are equal.</summary>
    public bool IsSymmetric => data.IsSymmetric;

    /// <summary>Code of the CAMEO event ontology; null for states.</summary>
    public string? Cameo => data.Cameo.Length > 0 ? data.Cameo : null;

    /// <summary>Event class of the PLOVER ontology; null where it has none.</summary>
    public string? Plover => data.Root.Length > 0 ? data.Root : null;

    internal static PredicateNode? Of(string key) => Predicates.KindOf(key) is { } kind ? new(kind) : null;
}
