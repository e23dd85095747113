using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A schema is defined once.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Schema"/>
/// </summary>
static class LoneSchemaDefinitionRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var alreadyDefined = context.SchemaOrNull is { QueryType: not null } or { MutationType: not null } or { SubscriptionType: not null };
        var definitions = 0;
        visitor.Enter<SchemaDefinitionNode>(NodeKind.SchemaDefinition, schema =>
        {
            if (alreadyDefined)
                context.Report("Cannot define a new schema within a schema extension.", schema);
            else if (++definitions > 1)
                context.Report("Must provide only one schema definition.", schema);
        });
    }
}
