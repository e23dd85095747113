using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two directives have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Type-System.Directives"/>
/// </summary>
static class UniqueDirectiveNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        visitor.Enter<DirectiveDefinitionNode>(NodeKind.DirectiveDefinition, directive =>
        {
            var name = directive.Name;
            if (context.SchemaOrNull?.FindDirective(name.Value) is not null)
            {
                context.Report($"Directive \"@{name.Value}\" already exists in the schema. It cannot be redefined.", name);
                return VisitAction.Continue;
            }
            if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one directive named \"@{name.Value}\".", known[name.Value], name);
            return VisitAction.SkipChildren;
        });
    }
}
