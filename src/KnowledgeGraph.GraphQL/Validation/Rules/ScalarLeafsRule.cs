using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fields of leaf types have no selection, fields of composite types have one.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Leaf-Field-Selections"/>
/// </summary>
static class ScalarLeafsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<FieldNode>(NodeKind.Field, field =>
        {
            if (context.Place.Type is not { } type)
                return;
            var name = field.Name.Value;
            if (type.Unwrapped.IsLeafType)
            {
                if (field.SelectionSet is not null)
                    context.Report($"Field \"{name}\" must not have a selection since type \"{type}\" has no subfields.", field.SelectionSet);
            }
            else if (field.SelectionSet is null)
            {
                context.Report($"Field \"{name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{name} {{ ... }}\"?", field);
            }
            else if (field.SelectionSet.Selections.IsEmpty)
            {
                context.Report($"Field \"{name}\" of type \"{type}\" must have at least one field selected.", field);
            }
        });
}
