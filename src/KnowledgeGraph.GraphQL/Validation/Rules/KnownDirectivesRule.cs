using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every directive is defined, and stands at a place that its definition allows.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-Defined"/>
/// </summary>
static class KnownDirectivesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var locations = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var directive in DefinedDirectives.Of(context))
            locations[directive.Name] = directive.Locations;
        foreach (var definition in context.Document.Definitions)
            if (definition is DirectiveDefinitionNode directive)
                locations[directive.Name.Value] = [.. directive.Locations.Select(location => location.Value)];

        visitor.Enter<DirectiveNode>(NodeKind.Directive, directive =>
        {
            var name = directive.Name.Value;
            if (!locations.TryGetValue(name, out var allowed))
                context.Report($"Unknown directive \"@{name}\".", directive);
            else if (LocationOf(visitor.Ancestors) is { } location && !allowed.Contains(location))
                context.Report($"Directive \"@{name}\" may not be used on {location}.", directive);
        });
    }

    static string? LocationOf(IReadOnlyList<Node> ancestors) => ancestors[^1].Kind switch
    {
        NodeKind.OperationDefinition => ((OperationDefinitionNode)ancestors[^1]).Operation switch
        {
            OperationType.Query => DirectiveLocations.Query,
            OperationType.Mutation => DirectiveLocations.Mutation,
            _ => DirectiveLocations.Subscription,
        },
        NodeKind.Field => DirectiveLocations.Field,
        NodeKind.FragmentSpread => DirectiveLocations.FragmentSpread,
        NodeKind.InlineFragment => DirectiveLocations.InlineFragment,
        NodeKind.FragmentDefinition => DirectiveLocations.FragmentDefinition,
        NodeKind.VariableDefinition => DirectiveLocations.VariableDefinition,
        NodeKind.SchemaDefinition or NodeKind.SchemaExtension => DirectiveLocations.Schema,
        NodeKind.ScalarTypeDefinition or NodeKind.ScalarTypeExtension => DirectiveLocations.Scalar,
        NodeKind.ObjectTypeDefinition or NodeKind.ObjectTypeExtension => DirectiveLocations.Object,
        NodeKind.FieldDefinition => DirectiveLocations.FieldDefinition,
        NodeKind.InterfaceTypeDefinition or NodeKind.InterfaceTypeExtension => DirectiveLocations.Interface,
        NodeKind.UnionTypeDefinition or NodeKind.UnionTypeExtension => DirectiveLocations.Union,
        NodeKind.EnumTypeDefinition or NodeKind.EnumTypeExtension => DirectiveLocations.Enum,
        NodeKind.EnumValueDefinition => DirectiveLocations.EnumValue,
        NodeKind.InputObjectTypeDefinition or NodeKind.InputObjectTypeExtension => DirectiveLocations.InputObject,
        NodeKind.InputValueDefinition => ancestors[^2].Kind == NodeKind.InputObjectTypeDefinition
            ? DirectiveLocations.InputFieldDefinition
            : DirectiveLocations.ArgumentDefinition,
        _ => null,
    };
}
