using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Every type that a document names is one of the schema, or is defined in the document itself.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence"/>
/// </summary>
static class KnownTypeNamesRule
{
    static readonly string[] StandardTypeNames =
    [
        "String", "Int", "Float", "Boolean", "ID",
        "__Schema", "__Directive", "__DirectiveLocation", "__Type", "__Field", "__InputValue", "__EnumValue", "__TypeKind",
    ];

    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in context.Document.Definitions)
            if (definition is TypeDefinitionNode type)
                known.Add(type.Name.Value);
        var schemaTypes = context.SchemaOrNull?.Types;

        visitor.Enter<NamedTypeNode>(NodeKind.NamedType, type =>
        {
            var name = type.Name.Value;
            if (known.Contains(name) || schemaTypes?.ContainsKey(name) == true)
                return;
            var inSdl = visitor.Ancestors is [_, not ExecutableDefinitionNode, ..];
            if (inSdl && StandardTypeNames.Contains(name))
                return;
            var candidates = (inSdl ? StandardTypeNames : []).Concat(schemaTypes?.Keys.AsEnumerable() ?? []).Concat(known);
            context.Report($"Unknown type \"{name}\".{context.DidYouMean(name, candidates)}", type);
        });
    }
}
