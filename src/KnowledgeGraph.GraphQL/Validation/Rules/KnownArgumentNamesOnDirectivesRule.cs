using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every argument that a directive gets is one that it defines.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Argument-Names"/>
/// </summary>
static class KnownArgumentNamesOnDirectivesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var arguments = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);
        foreach (var directive in DefinedDirectives.Of(context))
            arguments[directive.Name] = directive.Arguments.Keys;
        foreach (var definition in context.Document.Definitions)
            if (definition is DirectiveDefinitionNode directive)
                arguments[directive.Name.Value] = [.. directive.Arguments.Select(argument => argument.Name.Value)];

        visitor.Enter<DirectiveNode>(NodeKind.Directive, directive =>
        {
            if (arguments.TryGetValue(directive.Name.Value, out var known))
                Check(directive, known);
            return VisitAction.SkipChildren;
        });

        void Check(DirectiveNode directive, IReadOnlyCollection<string> known)
        {
            foreach (var argument in directive.Arguments)
            {
                var name = argument.Name.Value;
                if (!known.Contains(name))
                    context.Report($"Unknown argument \"{name}\" on directive \"@{directive.Name.Value}\".{context.DidYouMean(name, known)}", argument);
            }
        }
    }
}
