using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// Introspection does not descend through more than two lists that lead from types to types: a query that goes on grows without bound.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Introspection"/>
/// </summary>
static class MaxIntrospectionDepthRule
{
    const int MaxLists = 3;

    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var depths = new DepthCheck(context);
        visitor.Enter<FieldNode>(NodeKind.Field, field =>
        {
            if (field.Name.Value is not ("__schema" or "__type") || !depths.IsTooDeep(field))
                return VisitAction.Continue;
            context.Report("Maximum introspection depth exceeded", field);
            return VisitAction.SkipChildren;
        });
    }

    sealed class DepthCheck(ValidationContext context)
    {
        // For each fragment the greatest depth of lists at which it was found harmless, and the least at which it was not:
        // a fragment that is spread a million times is walked at most once per depth.
        readonly Dictionary<string, int> _harmless = new(StringComparer.Ordinal);
        readonly Dictionary<string, int> _tooDeep = new(StringComparer.Ordinal);

        public bool IsTooDeep(FieldNode field) => Visit(field, 0, new(StringComparer.Ordinal));

        bool Visit(SelectionNode selection, int lists, Dictionary<string, int> visited)
        {
            switch (selection)
            {
                case FragmentSpreadNode spread:
                    return VisitFragment(spread.Name.Value, lists, visited);
                case FieldNode field:
                    if (field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" && ++lists >= MaxLists)
                        return true;
                    return field.SelectionSet is not null && VisitAll(field.SelectionSet, lists, visited);
                default:
                    return VisitAll(((InlineFragmentNode)selection).SelectionSet, lists, visited);
            }
        }

        bool VisitAll(SelectionSetNode selectionSet, int lists, Dictionary<string, int> visited)
        {
            foreach (var selection in selectionSet.Selections)
                if (Visit(selection, lists, visited))
                    return true;
            return false;
        }

        bool VisitFragment(string name, int lists, Dictionary<string, int> visited)
        {
            if (_tooDeep.TryGetValue(name, out var tooDeep) && tooDeep <= lists)
                return true;
            if (Covers(visited, name, lists) || Covers(_harmless, name, lists) || context.FindFragment(name) is not { } fragment)
                return false;
            visited[name] = lists;
            var result = VisitAll(fragment.SelectionSet, lists, visited);
            (result ? _tooDeep : _harmless)[name] = lists;
            return result;
        }

        static bool Covers(Dictionary<string, int> depths, string name, int lists) => depths.TryGetValue(name, out var depth) && depth >= lists;
    }
}
