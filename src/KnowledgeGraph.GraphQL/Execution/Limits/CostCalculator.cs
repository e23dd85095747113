using System.Globalization;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution.Limits;

/// <summary>
/// Prices an operation before it runs, with the values that its variables have: a page of <c>$n</c> costs what the literal costs.
/// Weights come from <c>@cost</c> (else 1 for what returns objects and 0 for leaves), list sizes from <c>@listSize</c>
/// (else <see cref="OperationLimits.AssumedListSize"/>); a slicing argument may also be a list, whose length counts. Where the type of an object is open, the dearest possible type counts.
/// Introspection is free: it has limits of its own.
/// </summary>
internal sealed class CostCalculator
{
    private readonly Schema _schema;
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments;
    private readonly IReadOnlyDictionary<string, object?> _variables;
    private readonly int _assumedListSize;

    // Below an open type the same selections are priced for every possible type; without this they would be priced again, and
    // what is below them again, for each, which doubles with every level.
    private Dictionary<PricedSelection, OperationCost>? _open;

    private CostCalculator(PreparedOperation operation, IReadOnlyDictionary<string, object?> variables, OperationLimits limits)
    {
        _schema = operation.Schema;
        _fragments = operation.Document.Fragments;
        _variables = variables;
        _assumedListSize = limits.AssumedListSize;
    }

    public static OperationCost Of(PreparedOperation operation, IReadOnlyDictionary<string, object?> variables, OperationLimits limits)
    {
        var calculator = new CostCalculator(operation, variables, limits);
        return new OperationCost(Weight(operation.RootType!.AppliedDirectives) ?? 1, 0) + calculator.CostOf([operation.Node.SelectionSet], operation.RootType, null);
    }

    /// <summary>The cost of the fields below one object of the type.</summary>
    private OperationCost CostOf(IReadOnlyList<SelectionSetNode> selectionSets, NamedType type, SizedFields? sized)
    {
        if (type is FieldsType { IsAbstractType: false })
            return CostOfFields(selectionSets, type, sized);
        var key = new PricedSelection(selectionSets, type, sized);
        _open ??= [];
        if (!_open.TryGetValue(key, out var cost))
            _open.Add(key, cost = CostOfOpenType(selectionSets, type, sized));
        return cost;
    }

    private OperationCost CostOfOpenType(IReadOnlyList<SelectionSetNode> selectionSets, NamedType type, SizedFields? sized)
    {
        var conditions = new HashSet<NamedType>();
        foreach (var selectionSet in selectionSets)
            FindConditions(selectionSet, conditions, []);
        var dearest = type is InterfaceType ? CostOfFields(selectionSets, type, sized) : default;
        foreach (var possible in _schema.GetPossibleTypes(type))
            if (conditions.Any(condition => condition == possible || _schema.IsSubType(condition, possible)))
                dearest = dearest.Max(CostOfFields(selectionSets, possible, sized));
        return dearest;
    }

    private OperationCost CostOfFields(IReadOnlyList<SelectionSetNode> selectionSets, NamedType type, SizedFields? sized)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        foreach (var selectionSet in selectionSets)
            Collect(selectionSet, type, fields, []);
        var cost = default(OperationCost);
        foreach (var nodes in fields.Values)
            if (_schema.FindField(type, nodes[0].Name.Value) is { } definition && !definition.Name.StartsWith("__", StringComparison.Ordinal))
                cost += CostOfField(nodes, definition, sized);
        return cost;
    }

    private OperationCost CostOfField(List<FieldNode> nodes, FieldDefinition field, SizedFields? sized)
    {
        var returned = field.Type.Unwrapped;
        var own = new OperationCost(0, FieldWeight(field) + ArgumentWeights(nodes[0], field));
        var listSize = field.AppliedDirectives.Find(directive => directive.Name == "listSize");
        SizedFields? below = null;
        double count = 1;
        if (listSize is not null && Names(listSize, "sizedFields") is { Count: > 0 } sizedFields)
            below = new(sizedFields, SizeOf(nodes[0], field, listSize));
        else if (sized is not null && sized.Names.Contains(field.Name))
            count = sized.Size;
        else if (IsList(field.Type))
            count = listSize is null ? _assumedListSize : SizeOf(nodes[0], field, listSize);
        if (!returned.IsCompositeType)
            return own;
        var selectionSets = nodes.Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!).ToList();
        return own + (new OperationCost(Weight(returned.AppliedDirectives) ?? 1, 0) + CostOf(selectionSets, returned, below)) * count;
    }

    private static double FieldWeight(FieldDefinition field) => Weight(field.AppliedDirectives) ?? (field.Type.Unwrapped.IsCompositeType ? 1 : 0);

    private static double ArgumentWeights(FieldNode node, FieldDefinition field)
    {
        double sum = 0;
        foreach (var argument in node.Arguments)
            if (field.Arguments.TryGetValue(argument.Name.Value, out var definition))
                sum += Weight(definition.AppliedDirectives) ?? 0;
        return sum;
    }

    /// <summary>The largest slicing argument that is given, else the default of one, else the assumed size.</summary>
    private double SizeOf(FieldNode node, FieldDefinition field, AppliedDirective listSize)
    {
        double? size = null;
        foreach (var name in Names(listSize, "slicingArguments"))
            if (field.Arguments.TryGetValue(name, out var definition) && ValueOf(node, definition) is { } value)
                size = Math.Max(size ?? 0, value);
        return size ?? (listSize.Arguments.GetValueOrDefault("assumedSize") is int assumed ? assumed : _assumedListSize);
    }

    private double? ValueOf(FieldNode node, InputValueDefinition definition)
    {
        var argument = node.Arguments.FirstOrDefault(a => a.Name.Value == definition.Name);
        if (argument is not null && Literals.TryCoerce(argument.Value, definition.Type, _variables, out var value))
            return value switch
            {
                int given => given,
                IReadOnlyList<object?> items => items.Count,
                _ => null,
            };
        return definition is { HasDefaultValue: true, DefaultValue: int byDefault } ? byDefault : null;
    }

    private void Collect(SelectionSetNode selectionSet, NamedType type, OrderedDictionary<string, List<FieldNode>> fields, HashSet<string> visited)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (IsLeftOut(selection))
                continue;
            switch (selection)
            {
                case FieldNode field when fields.TryGetValue(field.ResponseName, out var nodes):
                    nodes.Add(field);
                    break;
                case FieldNode field:
                    fields.Add(field.ResponseName, [field]);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(inline.SelectionSet, type, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value) && _fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(fragment.TypeCondition, type):
                    Collect(fragment.SelectionSet, type, fields, visited);
                    break;
            }
        }
    }

    private void FindConditions(SelectionSetNode selectionSet, HashSet<NamedType> conditions, HashSet<string> visited)
    {
        foreach (var selection in selectionSet.Selections)
        {
            var (condition, inner) = selection switch
            {
                InlineFragmentNode inline => (inline.TypeCondition, inline.SelectionSet),
                FragmentSpreadNode spread when visited.Add(spread.Name.Value) && _fragments.TryGetValue(spread.Name.Value, out var fragment) => (fragment.TypeCondition, fragment.SelectionSet),
                _ => default,
            };
            if (condition is not null && _schema.FindType(condition.Name.Value) is { } type)
                conditions.Add(type);
            if (inner is not null)
                FindConditions(inner, conditions, visited);
        }
    }

    private bool Applies(NamedTypeNode? condition, NamedType type) =>
        condition is null || condition.Name.Value == type.Name || (_schema.FindType(condition.Name.Value) is { IsAbstractType: true } abstractType && _schema.IsSubType(abstractType, type));

    private bool IsLeftOut(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name.Value is not ("skip" or "include") || directive.Arguments is not [var condition])
                continue;
            var value = condition.Value switch
            {
                BooleanValueNode literal => literal.Value,
                VariableNode variable => _variables.GetValueOrDefault(variable.Name.Value) as bool?,
                _ => null,
            };
            if (value == (directive.Name.Value == "skip"))
                return true;
        }

        return false;
    }

    private static bool IsList(GraphQLType type) => type.NullableType is ListType;

    private static double? Weight(List<AppliedDirective> directives)
    {
        var cost = directives.Find(directive => directive.Name == "cost");
        return cost?.Arguments.GetValueOrDefault("weight") is string text && double.TryParse(text, CultureInfo.InvariantCulture, out var weight) ? weight : null;
    }

    private static IReadOnlyList<string> Names(AppliedDirective directive, string argument) =>
        directive.Arguments.GetValueOrDefault(argument) is System.Collections.IEnumerable names and not string ? [.. names.OfType<string>()] : [];

    /// <summary>The fields of a connection that hold as many items as were asked for.</summary>
    private sealed record SizedFields(IReadOnlyList<string> Names, double Size)
    {
        public bool Equals(SizedFields? other) => other is not null && Size == other.Size && Names.SequenceEqual(other.Names);

        public override int GetHashCode() => HashCode.Combine(Size, Names.Count);
    }

    /// <summary>Selections of one type, equal to others of the same selection sets.</summary>
    private readonly record struct PricedSelection(IReadOnlyList<SelectionSetNode> Sets, NamedType Type, SizedFields? Sized)
    {
        public bool Equals(PricedSelection other) => Type == other.Type && Sets.SequenceEqual(other.Sets) && Equals(Sized, other.Sized);

        public override int GetHashCode() => HashCode.Combine(Sets[0], Sets.Count, Type, Sized);
    }
}
