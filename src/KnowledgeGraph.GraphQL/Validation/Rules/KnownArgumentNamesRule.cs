using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every argument that is given is defined by the field or directive that gets it.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Argument-Names"/>
/// </summary>
static class KnownArgumentNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        KnownArgumentNamesOnDirectivesRule.Register(context, visitor);
        visitor.Enter<ArgumentNode>(NodeKind.Argument, argument =>
        {
            var place = context.Place;
            if (place.Argument is not null || place.Field is not { } field || place.ParentType is not { } parent)
                return;
            var name = argument.Name.Value;
            context.Report($"Unknown argument \"{name}\" on field \"{parent.Name}.{field.Name}\".{context.DidYouMean(name, field.Arguments.Keys)}", argument);
        });
    }
}
