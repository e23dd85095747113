using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.FieldMerging;

/// <summary>Finds the fields <c>__schema</c> and <c>__type</c> of a document, whose selections have types although no type defines the fields.</summary>
sealed class IntrospectionFields : SyntaxWalker
{
    readonly List<FieldNode> _found = [];

    public static IEnumerable<(FieldNode Field, NamedType Type)> In(ValidationContext context)
    {
        var walker = new IntrospectionFields();
        walker.Walk(context.Document);
        foreach (var field in walker._found)
            yield return (field, (field.Name.Value == "__schema" ? context.Schema.SchemaMetaField : context.Schema.TypeMetaField).Type.Unwrapped);
    }

    protected override bool Enter(Node node)
    {
        if (node is FieldNode { Name.Value: "__schema" or "__type", SelectionSet: not null } field)
            _found.Add(field);
        return node is DocumentNode or ExecutableDefinitionNode or SelectionSetNode or SelectionNode;
    }
}
