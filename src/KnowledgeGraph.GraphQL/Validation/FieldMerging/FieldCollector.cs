using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.FieldMerging;

/// <summary>A field where it is selected. <see cref="ParentType"/> and <see cref="Type"/> are null where the document has left the schema.</summary>
sealed class SelectedField(int id, FieldNode node, GraphQLType? parentType, FieldDefinition? definition)
{
    /// <summary>A number of its own within the document.</summary>
    public int Id { get; } = id;

    public FieldNode Node { get; } = node;

    public GraphQLType? ParentType { get; } = parentType;

    public GraphQLType? Type { get; } = definition?.Type;

    public string ResponseName { get; } = node.ResponseName;

    /// <summary>The set in which <see cref="MergeCheck"/> saw the field last.</summary>
    public int Mark { get; set; }
}

/// <summary>The fields of one selection set, those of its inline fragments included, and the names of the fragments it spreads, each once.</summary>
sealed class CollectedFields(int id)
{
    OrderedDictionary<string, List<SelectedField>>? _byResponseName;

    /// <summary>A number of its own within the document.</summary>
    public int Id { get; } = id;

    public List<SelectedField> Fields { get; } = [];

    public List<string> FragmentNames { get; } = [];

    /// <inheritdoc cref="SelectedField.Mark"/>
    public int Mark { get; set; }

    public OrderedDictionary<string, List<SelectedField>> ByResponseName
    {
        get
        {
            if (_byResponseName is null)
            {
                _byResponseName = new(StringComparer.Ordinal);
                foreach (var selected in Fields)
                {
                    if (!_byResponseName.TryGetValue(selected.ResponseName, out var same))
                        _byResponseName.Add(selected.ResponseName, same = []);
                    same.Add(selected);
                }
            }
            return _byResponseName;
        }
    }
}

/// <summary>Collects the fields of selection sets, each set once per type on which it selects.</summary>
sealed class FieldCollector(ValidationContext context)
{
    readonly Dictionary<(GraphQLType? Parent, SelectionSetNode Set), CollectedFields> _collected = [];
    readonly Dictionary<string, CollectedFields?> _fragments = new(StringComparer.Ordinal);
    int _nextId;

    public CollectedFields Collect(GraphQLType? parentType, SelectionSetNode selectionSet)
    {
        if (_collected.TryGetValue((parentType, selectionSet), out var collected))
            return collected;
        collected = new CollectedFields(_collected.Count);
        Collect(parentType, selectionSet, collected);
        _collected.Add((parentType, selectionSet), collected);
        return collected;
    }

    /// <summary>The fields of a field's own selection set.</summary>
    public CollectedFields CollectChildren(SelectedField field) => Collect(field.Type?.Unwrapped, field.Node.SelectionSet!);

    /// <summary>The fields of a fragment; null if the document does not define it.</summary>
    public CollectedFields? CollectFragment(string name)
    {
        if (_fragments.TryGetValue(name, out var collected))
            return collected;
        if (context.FindFragment(name) is { } fragment)
            collected = Collect(context.TypeFromNode(fragment.TypeCondition), fragment.SelectionSet);
        _fragments.Add(name, collected);
        return collected;
    }

    /// <summary>The collection that stands for this one: a selection of nothing but one fragment is that fragment.</summary>
    public CollectedFields Resolve(CollectedFields collected)
    {
        // Fragments that only spread each other in a circle have no fields, whichever of them stands for all.
        for (var hops = 0; hops < _fragments.Count + 1; hops++)
        {
            if (collected is not { Fields.Count: 0, FragmentNames: [var only] } || CollectFragment(only) is not { } fragment)
                break;
            collected = fragment;
        }
        return collected;
    }

    void Collect(GraphQLType? parentType, SelectionSetNode selectionSet, CollectedFields collected)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    // Meta fields are not fields of the type; they fit everything.
                    var definition = (parentType as FieldsType)?.Fields.GetValueOrDefault(field.Name.Value);
                    collected.Fields.Add(new SelectedField(_nextId++, field, parentType, definition));
                    break;
                case FragmentSpreadNode spread:
                    if (!collected.FragmentNames.Contains(spread.Name.Value))
                        collected.FragmentNames.Add(spread.Name.Value);
                    break;
                case InlineFragmentNode fragment:
                    var type = fragment.TypeCondition is null ? parentType : context.TypeFromNode(fragment.TypeCondition);
                    Collect(type, fragment.SelectionSet, collected);
                    break;
            }
        }
    }
}
