using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A schema names each of its root types once.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Root-Operation-Types"/>
/// </summary>
static class UniqueOperationTypesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var schema = context.SchemaOrNull;
        var defined = new Dictionary<OperationType, OperationTypeDefinitionNode>();
        visitor.Enter<SchemaDefinitionNode>(NodeKind.SchemaDefinition, node => Check(node.OperationTypes));
        visitor.Enter<SchemaExtensionNode>(NodeKind.SchemaExtension, node => Check(node.OperationTypes));

        VisitAction Check(ImmutableArray<OperationTypeDefinitionNode> operationTypes)
        {
            foreach (var type in operationTypes)
            {
                var operation = type.Operation.ToString().ToLowerInvariant();
                if (ExistingType(schema, type.Operation) is not null)
                    context.Report($"Type for {operation} already defined in the schema. It cannot be redefined.", type);
                else if (!defined.TryAdd(type.Operation, type))
                    context.Report($"There can be only one {operation} type in schema.", defined[type.Operation], type);
            }
            return VisitAction.SkipChildren;
        }
    }

    static ObjectType? ExistingType(Schema? schema, OperationType operation) => operation switch
    {
        OperationType.Query => schema?.QueryType,
        OperationType.Mutation => schema?.MutationType,
        _ => schema?.SubscriptionType,
    };
}
