using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No two types have the same name.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Schema"/>
/// </summary>
static class UniqueTypeNamesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var kind in TypeKinds.Definitions)
            visitor.Enter<TypeDefinitionNode>(kind, Check);

        VisitAction Check(TypeDefinitionNode type)
        {
            var name = type.Name;
            if (context.SchemaOrNull?.FindType(name.Value) is not null)
            {
                context.Report($"Type \"{name.Value}\" already exists in the schema. It cannot also be defined in this type definition.", name);
                return VisitAction.Continue;
            }
            if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one type named \"{name.Value}\".", known[name.Value], name);
            return VisitAction.SkipChildren;
        }
    }
}
