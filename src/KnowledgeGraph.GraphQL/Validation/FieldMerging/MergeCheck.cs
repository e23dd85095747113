using System.Runtime.InteropServices;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.FieldMerging;

/// <summary>
/// Decides whether all fields of a document can merge, without comparing pairs: fields that come together are gathered in one
/// set, and a set is looked at once however many paths lead to it. Source: the idea of Simon Adameit's validation for Sangria,
/// <see href="https://github.com/graphql/graphql-js/issues/2185"/>.
/// </summary>
/// <remarks>
/// What can merge must (1) have types of one shape, whatever the parents, and (2) be the same field with the same arguments
/// wherever one object could have both as fields. Both are equalities, so comparing with the first of a set is enough. Some
/// documents, none of which serves a purpose, have more sets than fields; on those the check gives up after
/// <see cref="MaxSteps"/> steps and says that it does not know.
/// </remarks>
sealed class MergeCheck
{
    const int MaxSteps = 500_000;

    readonly FieldCollector _fields;
    readonly ValueKeys _valueKeys = new();
    readonly HashSet<SetKey> _shapeSourcesSeen = [];
    readonly HashSet<SetKey> _parentSourcesSeen = [];
    readonly HashSet<SetKey> _shapesSeen = [];
    readonly HashSet<SetKey> _parentsSeen = [];
    int _steps;
    int _mark;

    MergeCheck(FieldCollector fields) => _fields = fields;

    /// <summary>False if there is a conflict, or if it would take too long to know.</summary>
    public static bool AllCanMerge(ValidationContext context, FieldCollector fields)
    {
        var check = new MergeCheck(fields);
        return check.Roots(context).All(root => check.CanMerge([fields.Resolve(root)]));
    }

    /// <summary>
    /// Where fields begin to come together: operations, introspection, whose fields no type of the schema has, and the fragments that
    /// no operation has led to by then; what can merge around a fragment can merge within it.
    /// </summary>
    IEnumerable<CollectedFields> Roots(ValidationContext context)
    {
        var schema = context.Schema;
        foreach (var operation in context.Document.Definitions.OfType<OperationDefinitionNode>())
        {
            NamedType? root = operation.Operation switch
            {
                OperationType.Query => schema.QueryType,
                OperationType.Mutation => schema.MutationType,
                _ => schema.SubscriptionType,
            };
            yield return _fields.Collect(root, operation.SelectionSet);
        }
        foreach (var (field, type) in IntrospectionFields.In(context))
            yield return _fields.Collect(type, field.SelectionSet!);
        foreach (var fragment in context.Document.Definitions.OfType<FragmentDefinitionNode>())
        {
            var fields = _fields.Collect(context.TypeFromNode(fragment.TypeCondition), fragment.SelectionSet);
            if (fields.Mark == 0)
                yield return fields;
        }
    }

    bool CanMerge(List<CollectedFields> sources) => HaveOneShape(sources) && AreTheSameForCommonParents(sources);

    // SameResponseShape() of the specification, for a whole set.
    bool HaveOneShape(List<CollectedFields> sources)
    {
        if (!_shapeSourcesSeen.Add(Key(sources)))
            return true;
        if (Expand(sources) is not { } fields)
            return false;
        if (!_shapesSeen.Add(Key(fields)))
            return true;
        foreach (var same in GroupByResponseName(fields))
        {
            if (!TypesHaveOneShape(same) || (Children(same) is { } children && !HaveOneShape(children)))
                return false;
        }
        return true;
    }

    // The second half of FieldsInSetCanMerge(): fields with parents that one object can have.
    bool AreTheSameForCommonParents(List<CollectedFields> sources)
    {
        if (!_parentSourcesSeen.Add(Key(sources)))
            return true;
        if (Expand(sources) is not { } fields)
            return false;
        if (!_parentsSeen.Add(Key(fields)))
            return true;
        foreach (var same in GroupByResponseName(fields))
        {
            foreach (var common in GroupByCommonParents(same))
            {
                if (!AreTheSame(common) || (Children(common) is { } children && !AreTheSameForCommonParents(children)))
                    return false;
            }
        }
        return true;
    }

    /// <summary>The fields of the sources and of all fragments that they spread, each once; null when out of steps.</summary>
    List<SelectedField>? Expand(List<CollectedFields> sources)
    {
        var mark = ++_mark;
        var fields = new List<SelectedField>();
        var open = new Stack<CollectedFields>(sources);
        while (open.TryPop(out var source))
        {
            if (source.Mark == mark)
                continue;
            source.Mark = mark;
            _steps += 1 + source.Fields.Count + source.FragmentNames.Count;
            if (_steps > MaxSteps)
                return null;
            foreach (var field in source.Fields)
            {
                if (field.Mark == mark)
                    continue;
                field.Mark = mark;
                fields.Add(field);
            }
            foreach (var name in source.FragmentNames)
                if (_fields.CollectFragment(name) is { } fragment)
                    open.Push(fragment);
        }
        return fields;
    }

    static IEnumerable<List<SelectedField>> GroupByResponseName(List<SelectedField> fields)
    {
        if (fields.Count == 1)
            return [fields];
        var groups = new Dictionary<string, List<SelectedField>>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, field.ResponseName, out _);
            (same ??= []).Add(field);
        }
        return groups.Values;
    }

    /// <summary>One group per object type, to each of which belong also the fields whose parent is no object type.</summary>
    IEnumerable<List<SelectedField>> GroupByCommonParents(List<SelectedField> fields)
    {
        if (fields.Count == 1)
            return [fields];
        var open = fields.FindAll(field => field.ParentType is not ObjectType);
        var byObject = fields.Where(field => field.ParentType is ObjectType).GroupBy(field => field.ParentType).ToList();
        if (byObject.Count == 0)
            return [open];
        _steps += open.Count * (byObject.Count - 1);
        return byObject.Select(group => group.Concat(open).ToList());
    }

    static bool TypesHaveOneShape(List<SelectedField> fields)
    {
        GraphQLType? first = null;
        foreach (var field in fields)
        {
            if (field.Type is null)
                continue;
            if (first is null)
                first = field.Type;
            else if (!TypeShapes.AreAlike(first, field.Type))
                return false;
        }
        return true;
    }

    bool AreTheSame(List<SelectedField> fields)
    {
        if (fields.Count == 1)
            return true;
        var first = fields[0].Node;
        var arguments = ArgumentsKey(first);
        foreach (var field in fields.Skip(1))
            if (field.Node.Name.Value != first.Name.Value || arguments is null || ArgumentsKey(field.Node) != arguments)
                return false;
        return true;
    }

    /// <summary>Null for arguments with a name given twice, which are never the same.</summary>
    string? ArgumentsKey(FieldNode field)
    {
        if (field.Arguments.IsEmpty)
            return "";
        var arguments = field.Arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal).ToList();
        for (var i = 1; i < arguments.Count; i++)
            if (arguments[i].Name.Value == arguments[i - 1].Name.Value)
                return null;
        return string.Concat(arguments.Select(argument => $"{argument.Name.Value}:{_valueKeys.Of(argument.Value)} "));
    }

    List<CollectedFields>? Children(List<SelectedField> fields)
    {
        List<CollectedFields>? children = null;
        foreach (var field in fields)
            if (field.Node.SelectionSet is not null)
                (children ??= []).Add(_fields.Resolve(_fields.CollectChildren(field)));
        return children;
    }

    static SetKey Key(List<SelectedField> fields) => new(fields.ConvertAll(field => field.Id));

    static SetKey Key(List<CollectedFields> sources) => new([.. sources.Select(source => source.Id).Distinct()]);

    /// <summary>A set of numbers, equal to another of the same numbers.</summary>
    readonly struct SetKey : IEquatable<SetKey>
    {
        readonly List<int> _ids;
        readonly int _hash;

        public SetKey(List<int> ids)
        {
            ids.Sort();
            _ids = ids;
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ids)));
            _hash = hash.ToHashCode();
        }

        public bool Equals(SetKey other) =>
            _hash == other._hash && CollectionsMarshal.AsSpan(_ids).SequenceEqual(CollectionsMarshal.AsSpan(other._ids));

        public override bool Equals(object? obj) => obj is SetKey other && Equals(other);

        public override int GetHashCode() => _hash;
    }
}
