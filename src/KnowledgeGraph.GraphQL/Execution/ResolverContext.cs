namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>What a resolver function can see of the field that it answers.</summary>
public sealed class ResolverContext
{
    public required RequestContext Request { get; init; }

    public object? Parent { get; init; }
}
