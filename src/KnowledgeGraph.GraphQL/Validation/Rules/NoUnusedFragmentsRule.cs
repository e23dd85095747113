using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every fragment is spread by an operation, directly or through other fragments.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragments-Must-Be-Used"/>
/// </summary>
static class NoUnusedFragmentsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        visitor.Skip(NodeKind.OperationDefinition);
        visitor.Skip(NodeKind.FragmentDefinition);
        visitor.Leave<DocumentNode>(NodeKind.Document, document =>
        {
            var used = context.FragmentsOf(document.Definitions.OfType<OperationDefinitionNode>()).Select(fragment => fragment.Name.Value).ToHashSet();
            foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
                if (!used.Contains(fragment.Name.Value))
                    context.Report($"Fragment \"{fragment.Name.Value}\" is never used.", fragment);
        });
    }
}
