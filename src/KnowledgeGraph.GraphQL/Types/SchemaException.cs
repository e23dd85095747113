namespace KnowledgeGraph.GraphQL.Types;

/// <summary>A schema breaks the rules of the type system; every message names the type and field, and what was expected.</summary>
public sealed class SchemaException(IReadOnlyList<string> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
