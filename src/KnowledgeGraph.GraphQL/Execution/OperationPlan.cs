using System.Collections.Concurrent;
using System.Text;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// The fields of an operation, collected (section 6.3.2) once for each object type at each place and kept with the document.
/// Sub-selections are planned when a value of their type first comes up.
/// </summary>
internal sealed class OperationPlan
{
    private readonly PreparedOperation _operation;
    private readonly IReadOnlyDictionary<string, object?> _conditions;
    private int _fieldCount;
    private SelectionPlan? _root;

    /// <param name="conditions">The coerced variables that <c>@skip</c> and <c>@include</c> read; this plan holds for these values only.</param>
    public OperationPlan(PreparedOperation operation, IReadOnlyDictionary<string, object?> conditions)
    {
        _operation = operation;
        _conditions = conditions;
    }

    /// <summary>How many fields were planned so far: their indices are below this number.</summary>
    public int FieldCount => Volatile.Read(ref _fieldCount);

    public SelectionPlan Root => _root ??= Plan(_operation.RootType!, [_operation.Node.SelectionSet]);

    public bool Selects(PlannedField field, string name) =>
        field.Nodes.Any(node => node.SelectionSet is not null && Selects(node.SelectionSet, name, new(StringComparer.Ordinal)));

    public SelectionPlan PlanChild(PlannedField field, ObjectType type) =>
        Plan(type, field.Nodes.Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!));

    private SelectionPlan Plan(ObjectType type, IEnumerable<SelectionSetNode> selectionSets)
    {
        var collected = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selectionSet in selectionSets)
            Collect(type, selectionSet, visited, collected);
        var fields = new List<PlannedField>(collected.Count);
        foreach (var (name, nodes) in collected)
        {
            if (_operation.Schema.FindField(type, nodes[0].Name.Value) is { } definition)
                fields.Add(new(this, Interlocked.Increment(ref _fieldCount) - 1, fields.Count == 0, name, type, definition, [.. nodes]));
        }

        return new(type, [.. fields]);
    }

    private void Collect(ObjectType type, SelectionSetNode selectionSet, HashSet<string> visited, OrderedDictionary<string, List<FieldNode>> collected)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field when IsIncluded(field):
                    if (collected.TryGetValue(field.ResponseName, out var nodes))
                        nodes.Add(field);
                    else
                        collected.Add(field.ResponseName, [field]);
                    break;
                case InlineFragmentNode inline when IsIncluded(inline) && Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, visited, collected);
                    break;
                case FragmentSpreadNode spread when !visited.Contains(spread.Name.Value) && IsIncluded(spread):
                    visited.Add(spread.Name.Value);
                    if (_operation.Document.Fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(fragment.TypeCondition, type))
                        Collect(type, fragment.SelectionSet, visited, collected);
                    break;
            }
        }
    }

    private bool Selects(SelectionSetNode selectionSet, string name, HashSet<string> visited) =>
        selectionSet.Selections.Any(selection => IsIncluded(selection) && selection switch
        {
            FieldNode field => field.Name.Value == name,
            InlineFragmentNode inline => Selects(inline.SelectionSet, name, visited),
            FragmentSpreadNode spread => visited.Add(spread.Name.Value)
                && _operation.Document.Fragments.TryGetValue(spread.Name.Value, out var fragment) && Selects(fragment.SelectionSet, name, visited),
            _ => false,
        });

    private bool Applies(NamedTypeNode? condition, ObjectType type)
    {
        if (condition is null || condition.Name.Value == type.Name)
            return true;
        return _operation.Schema.FindType(condition.Name.Value) is { IsAbstractType: true } abstractType && _operation.Schema.IsSubType(abstractType, type);
    }

    private bool IsIncluded(SelectionNode selection) =>
        selection.Directives.Length == 0 || (Condition(selection, "skip") != true && Condition(selection, "include") != false);

    private bool? Condition(SelectionNode selection, string name)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name.Value != name)
                continue;
            var definition = _operation.Schema.FindDirective(name);
            return definition is null
                ? null
                : (bool?)InputCoercion.CoerceArguments(definition.Arguments, directive.Arguments, directive, _conditions).GetValueOrDefault("if");
        }

        return null;
    }
}

/// <summary>The fields to execute on an object of one type.</summary>
internal sealed class SelectionPlan(ObjectType type, PlannedField[] fields)
{
    public ObjectType Type => type;

    public PlannedField[] Fields => fields;
}

/// <summary>One response key of a selection: its definition, and the field nodes that were merged into it.</summary>
internal sealed class PlannedField
{
    private readonly OperationPlan _plan;
    private readonly Lazy<ConcurrentDictionary<ObjectType, SelectionPlan>> _childrenByType = new(() => new());
    private SelectionPlan? _onlyChild;

    public PlannedField(OperationPlan plan, int index, bool isFirst, string responseName, ObjectType parentType, FieldDefinition definition, FieldNode[] nodes)
    {
        _plan = plan;
        Index = index;
        ResponseName = responseName;
        ParentType = parentType;
        Definition = definition;
        Nodes = nodes;
        Shape = ValueShape.Of(definition.Type);
        Resolver = definition.Resolver ?? (definition.Name == "__typename" ? TypeNameResolver(parentType) : DefaultResolver.For(definition.Name));
        Prefix = Encoding.UTF8.GetBytes($"{(isFirst ? "" : ",")}\"{responseName}\":");
        PlainLeaf = definition.Arguments.Count == 0 ? Resolver.Leaf : null;
        HasConstantArguments = definition.Arguments.Values.All(argument => argument.Type.NullableType is { IsLeafType: true })
            && !nodes[0].Arguments.Any(argument => MentionsVariable(argument.Value));
    }

    /// <summary>Writes the field, where it is a leaf without arguments that is there at once.</summary>
    public LeafWriter? PlainLeaf { get; }

    /// <summary>Position of the field's arguments in the execution's table.</summary>
    public int Index { get; }

    public string ResponseName { get; }

    public ObjectType ParentType { get; }

    public FieldDefinition Definition { get; }

    public FieldNode[] Nodes { get; }

    public ValueShape Shape { get; }

    public FieldResolver Resolver { get; }

    /// <summary>What stands before the value: a comma unless it is the first, the quoted key, a colon.</summary>
    public byte[] Prefix { get; }

    /// <summary>
    /// No variable is read and no value is a list or an object (which a resolver could change), so the arguments are coerced once for the document.
    /// </summary>
    public bool HasConstantArguments { get; }

    public object?[]? ConstantArguments { get; set; }

    public SelectionPlan ChildFor(ObjectType type)
    {
        var only = _onlyChild;
        if (only is not null && ReferenceEquals(only.Type, type))
            return only;
        if (Shape.Named is ObjectType || only is null)
            return _onlyChild = _plan.PlanChild(this, type);
        return _childrenByType.Value.GetOrAdd(type, static (type, field) => field._plan.PlanChild(field, type), this);
    }

    public bool Selects(string name) => _plan.Selects(this, name);

    private static FieldResolver TypeNameResolver(ObjectType type)
    {
        var name = Encoding.UTF8.GetBytes(type.Name);
        return FieldResolver.FromLeaf((_, _, _, output) =>
        {
            output.WriteAsciiString(name);
            return true;
        });
    }

    private static bool MentionsVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(MentionsVariable),
        ObjectValueNode node => node.Fields.Any(field => MentionsVariable(field.Value)),
        _ => false,
    };
}
