using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every argument that has a non-null type and no default is given.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Required-Arguments"/>
/// </summary>
static class ProvidedRequiredArgumentsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        ProvidedRequiredArgumentsOnDirectivesRule.Register(context, visitor);

        // At the end of the field, so that errors inside it come first.
        visitor.Leave<FieldNode>(NodeKind.Field, field =>
        {
            if (context.Place.Field is not { } definition)
                return;
            foreach (var argument in definition.Arguments.Values)
            {
                if (argument.IsRequired && !field.Arguments.Any(given => given.Name.Value == argument.Name))
                    context.Report($"Field \"{definition.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.", field);
            }
        });
    }
}
