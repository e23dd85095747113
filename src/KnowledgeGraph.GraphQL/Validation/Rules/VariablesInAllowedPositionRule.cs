using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A variable is used only where a value of its type may stand.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed"/>
/// </summary>
static class VariablesInAllowedPositionRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Leave<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            var definitions = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
            foreach (var variable in operation.VariableDefinitions)
                definitions[variable.Variable.Name.Value] = variable;
            foreach (var usage in context.VariableUsagesOf(operation))
                if (usage.Type is not null && definitions.TryGetValue(usage.Node.Name.Value, out var definition))
                    Check(context, usage, definition);
        });

    static void Check(ValidationContext context, VariableUsage usage, VariableDefinitionNode definition)
    {
        if (context.TypeFromNode(definition.Type) is not { } type)
            return;
        var name = usage.Node.Name.Value;
        if (!IsAllowed(context.Schema, type, definition.DefaultValue, usage))
            context.Report($"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".", definition, usage.Node);
        if (usage.ParentType is InputObjectType { IsOneOf: true } && !type.IsNonNull)
            context.Report($"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{usage.ParentType}\".", definition, usage.Node);
    }

    // IsVariableUsageAllowed() of the specification.
    static bool IsAllowed(Schema schema, GraphQLType type, ValueNode? defaultValue, VariableUsage usage)
    {
        if (usage.Type is not NonNullType expected || type.IsNonNull)
            return schema.IsTypeSubTypeOf(type, usage.Type!);
        var hasNonNullDefault = defaultValue is not (null or NullValueNode);
        return (hasNonNullDefault || usage.HasDefault) && schema.IsTypeSubTypeOf(type, expected.OfType);
    }
}
