using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every fragment that is spread is defined in the document.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined"/>
/// </summary>
static class KnownFragmentNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<FragmentSpreadNode>(NodeKind.FragmentSpread, spread =>
        {
            if (context.FindFragment(spread.Name.Value) is null)
                context.Report($"Unknown fragment \"{spread.Name.Value}\".", spread.Name);
        });
}
