using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two variables of an operation have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Variable-Uniqueness"/>
/// </summary>
static class UniqueVariableNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            foreach (var (name, variables) in NodesByName.Group(operation.VariableDefinitions, variable => variable.Variable.Name))
                if (variables.Count > 1)
                    context.Report($"There can be only one variable named \"${name}\".", [.. variables]);
        });
}
