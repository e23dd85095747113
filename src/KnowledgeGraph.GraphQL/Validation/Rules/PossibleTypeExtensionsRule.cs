using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// An extension extends a type that exists, and one of its own kind.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Type-Extensions"/>
/// </summary>
static class PossibleTypeExtensionsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var defined = new OrderedDictionary<string, TypeDefinitionNode>(StringComparer.Ordinal);
        foreach (var definition in context.Document.Definitions)
            if (definition is TypeDefinitionNode type)
                defined[type.Name.Value] = type;
        foreach (var kind in TypeKinds.Extensions)
            visitor.Enter<TypeExtensionNode>(kind, Check);

        void Check(TypeExtensionNode extension)
        {
            var name = extension.Name.Value;
            var definition = defined.GetValueOrDefault(name);
            var existing = context.SchemaOrNull?.FindType(name);
            if (definition is null && existing is null)
            {
                var candidates = defined.Keys.Concat(context.SchemaOrNull?.Types.Keys.AsEnumerable() ?? []);
                context.Report($"Cannot extend type \"{name}\" because it is not defined.{context.DidYouMean(name, candidates)}", extension.Name);
                return;
            }
            var extended = definition is null ? existing!.Kind : TypeKinds.Of(definition.Kind);
            if (extended == TypeKinds.Of(extension.Kind))
                return;
            var message = $"Cannot extend non-{NameOf(TypeKinds.Of(extension.Kind))} type \"{name}\".";
            if (definition is null)
                context.Report(message, extension);
            else
                context.Report(message, definition, extension);
        }
    }

    static string NameOf(TypeKind kind) => kind == TypeKind.InputObject ? "input object" : kind.ToString().ToLowerInvariant();
}
