using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// An operation without a name is the only operation of its document.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Lone-Anonymous-Operation"/>
/// </summary>
static class LoneAnonymousOperationRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var operations = context.Document.Definitions.Count(definition => definition is OperationDefinitionNode);
        if (operations <= 1)
            return;
        visitor.Enter<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            if (operation.Name is null)
                context.Report("This anonymous operation must be the only defined operation.", operation);
        });
    }
}
