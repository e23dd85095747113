using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Variables have input types: scalars, enums, input objects and lists of them.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types"/>
/// </summary>
static class VariablesAreInputTypesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<VariableDefinitionNode>(NodeKind.VariableDefinition, variable =>
        {
            if (context.TypeFromNode(variable.Type) is { IsInputType: false })
                context.Report($"Variable \"${variable.Variable.Name.Value}\" cannot be non-input type \"{variable.Type}\".", variable.Type);
        });
}
