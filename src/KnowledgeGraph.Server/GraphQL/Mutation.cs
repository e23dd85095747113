using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>What can be changed. Every payload has <c>errors</c>: where it is empty, what was asked is done; else nothing was changed.</summary>
[MutationType]
public static class Mutation;
