using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A fragment stands only where an object could be of its type.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Is-Possible"/>
/// </summary>
static class PossibleFragmentSpreadsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        visitor.Enter<InlineFragmentNode>(NodeKind.InlineFragment, fragment =>
        {
            if (context.Place.Type is NamedType { IsCompositeType: true } type && IsImpossible(context, type, out var parent))
                context.Report($"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", fragment);
        });
        visitor.Enter<FragmentSpreadNode>(NodeKind.FragmentSpread, spread =>
        {
            var name = spread.Name.Value;
            if (TypeOf(context, name) is { } type && IsImpossible(context, type, out var parent))
                context.Report($"Fragment \"{name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", spread);
        });
    }

    static bool IsImpossible(ValidationContext context, NamedType type, out NamedType? parent)
    {
        parent = context.Place.ParentType;
        return parent is not null && !context.Schema.DoTypesOverlap(type, parent);
    }

    static NamedType? TypeOf(ValidationContext context, string fragmentName) =>
        context.FindFragment(fragmentName) is { } fragment
        && context.Schema.FindType(fragment.TypeCondition.Name.Value) is { IsCompositeType: true } type ? type : null;
}
