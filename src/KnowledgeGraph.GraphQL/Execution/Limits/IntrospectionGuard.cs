using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Execution.Limits;

/// <summary>Refuses documents that ask for <c>__schema</c> or <c>__type</c>, where introspection is switched off.</summary>
internal static class IntrospectionGuard
{
    public static IReadOnlyList<GraphQLError> Find(DocumentNode document)
    {
        var errors = new List<GraphQLError>();
        foreach (var definition in document.Definitions.OfType<ExecutableDefinitionNode>())
            Visit(definition.SelectionSet, errors);
        return errors;
    }

    private static void Visit(SelectionSetNode selectionSet, List<GraphQLError> errors)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (selection is FieldNode { Name.Value: "__schema" or "__type" } field)
            {
                errors.Add(new($"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Name.Value}\".", field)
                {
                    Code = ExecutionErrorCodes.IntrospectionDisabled,
                });
            }

            var inner = selection switch
            {
                FieldNode { SelectionSet: { } below } => below,
                InlineFragmentNode inline => inline.SelectionSet,
                _ => null,
            };
            if (inner is not null)
                Visit(inner, errors);
        }
    }
}
