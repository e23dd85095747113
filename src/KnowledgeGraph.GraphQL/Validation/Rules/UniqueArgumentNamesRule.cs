using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No field or directive gets the same argument twice.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Argument-Uniqueness"/>
/// </summary>
static class UniqueArgumentNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        visitor.Enter<FieldNode>(NodeKind.Field, field => Check(field.Arguments));
        visitor.Enter<DirectiveNode>(NodeKind.Directive, directive => Check(directive.Arguments));

        void Check(ImmutableArray<ArgumentNode> arguments)
        {
            foreach (var (name, same) in NodesByName.Group(arguments, argument => argument.Name))
                if (same.Count > 1)
                    context.Report($"There can be only one argument named \"{name}\".", [.. same]);
        }
    }
}
