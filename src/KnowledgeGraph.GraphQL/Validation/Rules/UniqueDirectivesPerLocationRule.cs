using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A directive that is not repeatable stands at most once at one place.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-per-Location"/>
/// </summary>
static class UniqueDirectivesPerLocationRule
{
    static readonly NodeKind[] KindsWithDirectives =
    [
        NodeKind.OperationDefinition, NodeKind.VariableDefinition, NodeKind.Field, NodeKind.FragmentSpread, NodeKind.InlineFragment,
        NodeKind.FragmentDefinition, NodeKind.SchemaDefinition, NodeKind.ScalarTypeDefinition, NodeKind.ObjectTypeDefinition,
        NodeKind.FieldDefinition, NodeKind.InputValueDefinition, NodeKind.InterfaceTypeDefinition, NodeKind.UnionTypeDefinition,
        NodeKind.EnumTypeDefinition, NodeKind.EnumValueDefinition, NodeKind.InputObjectTypeDefinition, NodeKind.SchemaExtension,
        NodeKind.ScalarTypeExtension, NodeKind.ObjectTypeExtension, NodeKind.InterfaceTypeExtension, NodeKind.UnionTypeExtension,
        NodeKind.EnumTypeExtension, NodeKind.InputObjectTypeExtension,
    ];

    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var repeatable = new HashSet<string>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directive in DefinedDirectives.Of(context))
            Define(directive.Name, directive.IsRepeatable);
        foreach (var definition in context.Document.Definitions)
            if (definition is DirectiveDefinitionNode directive)
                Define(directive.Name.Value, directive.Repeatable);

        // A type and its extensions are one place, and so are the schema and its extensions.
        var seenOnTypes = new Dictionary<string, Dictionary<string, DirectiveNode>>(StringComparer.Ordinal);
        var seenOnSchema = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var kind in KindsWithDirectives)
            visitor.Enter<Node>(kind, Check);

        void Define(string name, bool isRepeatable)
        {
            known.Add(name);
            if (isRepeatable)
                repeatable.Add(name);
            else
                repeatable.Remove(name);
        }

        void Check(Node node)
        {
            var directives = DirectivesOf(node);
            if (directives.IsEmpty)
                return;
            var seen = node switch
            {
                SchemaDefinitionNode or SchemaExtensionNode => seenOnSchema,
                TypeDefinitionNode type => SeenOn(type.Name),
                TypeExtensionNode type => SeenOn(type.Name),
                _ => new(StringComparer.Ordinal),
            };
            foreach (var directive in directives)
            {
                var name = directive.Name.Value;
                if (known.Contains(name) && !repeatable.Contains(name) && !seen.TryAdd(name, directive))
                    context.Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }

        Dictionary<string, DirectiveNode> SeenOn(NameNode type)
        {
            if (!seenOnTypes.TryGetValue(type.Value, out var seen))
                seenOnTypes.Add(type.Value, seen = new(StringComparer.Ordinal));
            return seen;
        }
    }

    static ImmutableArray<DirectiveNode> DirectivesOf(Node node) => node switch
    {
        SelectionNode selection => selection.Directives,
        ExecutableDefinitionNode definition => definition.Directives,
        VariableDefinitionNode variable => variable.Directives,
        TypeDefinitionNode type => type.Directives,
        TypeExtensionNode type => type.Directives,
        FieldDefinitionNode field => field.Directives,
        InputValueDefinitionNode input => input.Directives,
        EnumValueDefinitionNode value => value.Directives,
        SchemaDefinitionNode schema => schema.Directives,
        SchemaExtensionNode schema => schema.Directives,
        _ => [],
    };
}
