using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every variable that an operation or one of its fragments uses is defined by the operation.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined"/>
/// </summary>
static class NoUndefinedVariablesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Leave<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            var defined = operation.VariableDefinitions.Select(variable => variable.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var usage in context.VariableUsagesOf(operation))
            {
                var name = usage.Node.Name.Value;
                if (defined.Contains(name))
                    continue;
                var by = operation.Name is null ? "" : $" by operation \"{operation.Name.Value}\"";
                context.Report($"Variable \"${name}\" is not defined{by}.", usage.Node, operation);
            }
        });
}
