using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two operations of a document have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Operation-Name-Uniqueness"/>
/// </summary>
static class UniqueOperationNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        visitor.Skip(NodeKind.FragmentDefinition);
        visitor.Enter<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            if (operation.Name is { } name && !known.TryAdd(name.Value, name))
                context.Report($"There can be only one operation named \"{name.Value}\".", known[name.Value], name);
            return VisitAction.SkipChildren;
        });
    }
}
