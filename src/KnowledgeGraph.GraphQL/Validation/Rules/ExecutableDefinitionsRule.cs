using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A document that is executed holds operations and fragments only.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Executable-Definitions"/>
/// </summary>
static class ExecutableDefinitionsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<DocumentNode>(NodeKind.Document, document =>
        {
            foreach (var definition in document.Definitions)
                if (definition is not ExecutableDefinitionNode)
                    context.Report($"The {NameOf(definition)} definition is not executable.", definition);
            return VisitAction.SkipChildren;
        });

    static string NameOf(DefinitionNode definition) => definition switch
    {
        TypeDefinitionNode type => $"\"{type.Name.Value}\"",
        TypeExtensionNode type => $"\"{type.Name.Value}\"",
        DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
        _ => "schema",
    };
}
