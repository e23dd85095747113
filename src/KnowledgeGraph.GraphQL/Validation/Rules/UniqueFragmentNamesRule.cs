using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two fragments of a document have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragment-Name-Uniqueness"/>
/// </summary>
static class UniqueFragmentNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        visitor.Skip(NodeKind.OperationDefinition);
        visitor.Enter<FragmentDefinitionNode>(NodeKind.FragmentDefinition, fragment =>
        {
            var name = fragment.Name;
            if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one fragment named \"{name.Value}\".", known[name.Value], name);
            return VisitAction.SkipChildren;
        });
    }
}
