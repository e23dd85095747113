using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// A subscription selects exactly one field of the root, and not one of introspection.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Single-Root-Field"/>
/// </summary>
static class SingleFieldSubscriptionsRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor) =>
        visitor.Enter<OperationDefinitionNode>(NodeKind.OperationDefinition, operation =>
        {
            if (operation.Operation == OperationType.Subscription && context.Schema.SubscriptionType is { } root)
                Check(context, operation, root);
        });

    static void Check(ValidationContext context, OperationDefinitionNode operation, ObjectType root)
    {
        var who = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name.Value}\"";
        var fields = new RootFields(context, root);
        fields.Collect(operation.SelectionSet);
        if (fields.Conditional.Count > 0)
            context.Report($"{who} must not use `@skip` or `@include` directives in the top level selection.", [.. fields.Conditional]);
        if (fields.ByResponseName.Count > 1)
            context.Report($"{who} must select only one top level field.", [.. fields.ByResponseName.Values.Skip(1).SelectMany(same => same)]);
        foreach (var same in fields.ByResponseName.Values)
            if (same[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
                context.Report($"{who} must not select an introspection top level field.", [.. same]);
    }

    // CollectSubscriptionFields() of the specification; conditions that are literals are decided, as graphql-js does.
    sealed class RootFields(ValidationContext context, ObjectType root)
    {
        readonly HashSet<string> _visited = new(StringComparer.Ordinal);

        public OrderedDictionary<string, List<FieldNode>> ByResponseName { get; } = new(StringComparer.Ordinal);

        /// <summary>Directives whose condition is a variable, which nobody knows when the subscription is checked.</summary>
        public List<DirectiveNode> Conditional { get; } = [];

        public void Collect(SelectionSetNode selectionSet)
        {
            foreach (var selection in selectionSet.Selections)
            {
                switch (selection)
                {
                    case FieldNode field when IsIncluded(field):
                        if (!ByResponseName.TryGetValue(field.ResponseName, out var same))
                            ByResponseName.Add(field.ResponseName, same = []);
                        same.Add(field);
                        break;
                    case InlineFragmentNode fragment when IsIncluded(fragment) && Matches(fragment.TypeCondition):
                        Collect(fragment.SelectionSet);
                        break;
                    case FragmentSpreadNode spread when !_visited.Contains(spread.Name.Value) && IsIncluded(spread):
                        _visited.Add(spread.Name.Value);
                        if (context.FindFragment(spread.Name.Value) is { } target && Matches(target.TypeCondition))
                            Collect(target.SelectionSet);
                        break;
                }
            }
        }

        bool IsIncluded(SelectionNode selection)
        {
            var included = true;
            foreach (var directive in selection.Directives)
            {
                var name = directive.Name.Value;
                if (name is not ("skip" or "include"))
                    continue;
                var condition = directive.Arguments.FirstOrDefault(argument => argument.Name.Value == "if")?.Value;
                if (condition is VariableNode)
                    Conditional.Add(directive);
                else if (condition is BooleanValueNode { Value: var value })
                    included &= value == (name == "include");
            }
            return included;
        }

        bool Matches(NamedTypeNode? condition)
        {
            if (condition is null)
                return true;
            var type = context.Schema.FindType(condition.Name.Value);
            return ReferenceEquals(type, root) || (type is { IsAbstractType: true } && context.Schema.IsSubType(type, root));
        }
    }
}
