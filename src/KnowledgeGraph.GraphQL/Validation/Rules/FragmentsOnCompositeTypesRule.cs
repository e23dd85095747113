using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fragments select on objects, interfaces and unions, not on leaves or input types.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragments-on-Object-Interface-or-Union-Types"/>
/// </summary>
static class FragmentsOnCompositeTypesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        visitor.Enter<InlineFragmentNode>(NodeKind.InlineFragment, fragment =>
        {
            if (fragment.TypeCondition is { } condition && IsNotComposite(context, condition))
                context.Report($"Fragment cannot condition on non composite type \"{condition}\".", condition);
        });
        visitor.Enter<FragmentDefinitionNode>(NodeKind.FragmentDefinition, fragment =>
        {
            var condition = fragment.TypeCondition;
            if (IsNotComposite(context, condition))
                context.Report($"Fragment \"{fragment.Name.Value}\" cannot condition on non composite type \"{condition}\".", condition);
        });
    }

    static bool IsNotComposite(ValidationContext context, NamedTypeNode condition) =>
        context.Schema.FindType(condition.Name.Value) is { IsCompositeType: false };
}
