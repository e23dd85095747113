using KnowledgeGraph.GraphQL.Types.Scalars;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>The types and directives that every schema has: one set per schema, so that nothing is shared between schemas.</summary>
internal sealed class BuiltInTypes
{
    public BuiltInTypes()
    {
        Introspection = new(String, Boolean);
        Directives = SpecifiedDirectives.Create(String, Boolean);
    }

    public ScalarType String { get; } = new StringType();

    public ScalarType Int { get; } = new IntType();

    public ScalarType Float { get; } = new FloatType();

    public ScalarType Boolean { get; } = new BooleanType();

    public ScalarType Id { get; } = new IdType();

    public Introspection Introspection { get; }

    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    public NamedType? Find(string name) => name switch
    {
        "String" => String,
        "Int" => Int,
        "Float" => Float,
        "Boolean" => Boolean,
        "ID" => Id,
        _ => null,
    };

    /// <summary>
    /// All types that are reached from the given ones, in the order in which graphql-js lists them: the given types in their order,
    /// each followed by what only it refers to; roots, directives and introspection last.
    /// </summary>
    public List<NamedType> Collect(IReadOnlyList<NamedType> types, IEnumerable<NamedType?> roots, IEnumerable<DirectiveDefinition> directives)
    {
        var collected = new List<NamedType>();
        var seen = new HashSet<NamedType>(types);
        foreach (var type in types)
        {
            collected.Add(type);
            CollectReferences(type, seen, collected);
        }

        foreach (var root in roots)
            if (root is not null)
                CollectType(root, seen, collected);
        foreach (var directive in directives)
            foreach (var argument in directive.Arguments.Values)
                CollectType(argument.Type.Unwrapped, seen, collected);
        CollectType(Introspection.SchemaType, seen, collected);
        return collected;
    }

    private static void CollectType(NamedType type, HashSet<NamedType> seen, List<NamedType> collected)
    {
        if (!seen.Add(type))
            return;
        collected.Add(type);
        CollectReferences(type, seen, collected);
    }

    private static void CollectReferences(NamedType type, HashSet<NamedType> seen, List<NamedType> collected)
    {
        switch (type)
        {
            case UnionType union:
                foreach (var member in union.Types)
                    CollectType(member, seen, collected);
                break;
            case FieldsType fields:
                foreach (var implemented in fields.Interfaces)
                    CollectType(implemented, seen, collected);
                foreach (var field in fields.Fields.Values)
                {
                    CollectType(field.Type.Unwrapped, seen, collected);
                    foreach (var argument in field.Arguments.Values)
                        CollectType(argument.Type.Unwrapped, seen, collected);
                }

                break;
            case InputObjectType input:
                foreach (var field in input.Fields.Values)
                    CollectType(field.Type.Unwrapped, seen, collected);
                break;
        }
    }
}
