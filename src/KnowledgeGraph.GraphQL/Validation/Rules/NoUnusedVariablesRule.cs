using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every variable of an operation is used, by the operation or by one of its fragments.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-All-Variables-Used"/>
/// </summary>
static class NoUnusedVariablesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Leave<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            if (operation.VariableDefinitions.IsEmpty)
                return;
            var used = context.VariableUsagesOf(operation).Select(usage => usage.Node.Name.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.VariableDefinitions)
            {
                var name = variable.Variable.Name.Value;
                if (used.Contains(name))
                    continue;
                var within = operation.Name is null ? "" : $" in operation \"{operation.Name.Value}\"";
                context.Report($"Variable \"${name}\" is never used{within}.", variable);
            }
        });
}
