using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Anything with an id of its own, which <c>node</c> finds again.</summary>
[InterfaceType("Node")]
public interface INode
{
    /// <summary>Made from content: the same articles give the same id on any machine.</summary>
    [ID]
    string Id { get; }
}

/// <summary>A statement of some article, with the words that make it.</summary>
[InterfaceType("Fact")]
public interface IFact : INode
{
    /// <summary>The words behind it and where they stand.</summary>
    EvidenceNode Evidence { get; }
}

/// <summary>What a relation can start from or lead to.</summary>
[UnionType("RelationEnd")]
public interface IRelationEnd;
