using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Validation.FieldMerging;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fields that come together under one response name are the same field with the same arguments, and have types of one shape.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Field-Selection-Merging"/>
/// </summary>
/// <remarks>
/// <see cref="MergeCheck"/> decides in near-linear time whether a document has a conflict at all. Only when it has one, or when
/// the check gives up, does <see cref="ConflictFinder"/> compare pairs to tell which fields conflict.
/// </remarks>
static class OverlappingFieldsCanBeMergedRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var fields = new FieldCollector(context);
        if (MergeCheck.AllCanMerge(context, fields))
            return;

        var finder = new ConflictFinder(context, fields);
        visitor.Enter<SelectionSetNode>(NodeKind.SelectionSet, selectionSet =>
        {
            // The fields of inline fragments belong to the selection set around them.
            if (visitor.Parent is InlineFragmentNode || selectionSet.Selections is [] or [not InlineFragmentNode])
                return;
            foreach (var conflict in finder.Find(context.Place.ParentType, selectionSet))
            {
                var name = ConflictFinder.Abbreviate(conflict.ResponseName);
                context.Report(
                    $"Fields \"{name}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                    [.. conflict.Fields1, .. conflict.Fields2]);
            }
        });
    }
}
