using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>A field of an operation that not everybody may use.</summary>
internal sealed record GuardedField(FieldNode Node, FieldDefinition Definition, GuardAttribute Guard)
{
    /// <summary>One error for each field that the caller may not use.</summary>
    public static IReadOnlyList<GraphQLError> Check(IReadOnlyList<GuardedField> fields, GraphQLRequest request)
    {
        var errors = new List<GraphQLError>();
        var refused = new HashSet<(FieldNode, FieldDefinition)>();
        foreach (var field in fields)
        {
            if (refused.Contains((field.Node, field.Definition)) || field.Guard.Check(request) is not { } error)
                continue;
            refused.Add((field.Node, field.Definition));
            errors.Add(new GraphQLError(error.Message, field.Node) { Code = error.Code, Extensions = error.Extensions });
        }

        return errors;
    }

    /// <summary>The guarded fields of an operation with its fragments, each fragment read once.</summary>
    public static IReadOnlyList<GuardedField> Find(PreparedOperation operation)
    {
        var found = new List<GuardedField>();
        var spread = new HashSet<string>(StringComparer.Ordinal);
        Visit(operation.RootType!, operation.Node.SelectionSet);
        return found;

        void Visit(NamedType type, SelectionSetNode selectionSet)
        {
            foreach (var selection in selectionSet.Selections)
            {
                switch (selection)
                {
                    case FieldNode field:
                        AddField(type, field);
                        break;
                    case InlineFragmentNode inline:
                        Visit(TypeOf(inline.TypeCondition) ?? type, inline.SelectionSet);
                        break;
                    // What a fragment selects depends on its own type alone.
                    case FragmentSpreadNode { Name.Value: var name } when spread.Add(name) && operation.Document.Fragments.TryGetValue(name, out var fragment):
                        Visit(TypeOf(fragment.TypeCondition) ?? type, fragment.SelectionSet);
                        break;
                }
            }
        }

        void AddField(NamedType type, FieldNode field)
        {
            if (operation.Schema.FindField(type, field.Name.Value) is not { } definition)
                return;
            IEnumerable<FieldDefinition> definitions = [definition];
            if (type.IsAbstractType)
                definitions = definitions.Concat(operation.Schema.GetPossibleTypes(type).Select(possible => operation.Schema.FindField(possible, field.Name.Value)).OfType<FieldDefinition>());
            foreach (var one in definitions.Distinct())
                found.AddRange(one.Guards.Select(guard => new GuardedField(field, one, guard)));
            if (field.SelectionSet is { } below)
                Visit(definition.Type.Unwrapped, below);
        }

        NamedType? TypeOf(NamedTypeNode? condition) => condition is null ? null : operation.Schema.FindType(condition.Name.Value);
    }
}
