using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation.FieldMerging;

/// <summary>Why fields cannot merge, and the fields on either side: first the two that come together, then those inside them.</summary>
sealed record Conflict(string ResponseName, string Reason, List<Node> Fields1, List<Node> Fields2);

/// <summary>
/// Tells which fields of a selection set conflict, by comparing pairs in the order of graphql-js 16, so that the same conflicts
/// are told once and in the same words. Remembers what it compared, and ends the validation when a document needs more than
/// <see cref="MaxSteps"/> comparisons.
/// </summary>
sealed class ConflictFinder(ValidationContext context, FieldCollector collector)
{
    const int MaxSteps = 500_000;
    const int MaxDetailLength = 1000;
    const int MaxNodes = 20;

    readonly ValueKeys _valueKeys = new();

    // Values: whether the comparison took the parents for mutually exclusive, and so was the weaker one.
    readonly Dictionary<(string, string), bool> _comparedFragments = [];
    readonly Dictionary<(CollectedFields, string), bool> _comparedWithFragment = [];
    readonly Dictionary<(CollectedFields, CollectedFields), List<Overlap>> _overlaps = [];
    readonly Dictionary<(SelectedField, SelectedField), string?> _reasons = [];
    int _stepsLeft = MaxSteps;

    public static string Abbreviate(string text) => text.Length > MaxDetailLength ? text[..MaxDetailLength] + "..." : text;

    /// <summary>The conflicts among the fields of a selection set and of the fragments that it spreads.</summary>
    public List<Conflict> Find(NamedType? parentType, SelectionSetNode selectionSet)
    {
        var conflicts = new List<Conflict>();
        var fields = collector.Collect(parentType, selectionSet);
        CompareWithin(conflicts, fields);
        var names = fields.FragmentNames;
        if (names.Count == 0 || (fields.Fields.Count == 0 && names.Count == 1))
            return conflicts;
        for (var i = 0; i < names.Count; i++)
        {
            CompareWithFragment(conflicts, false, fields, names[i]);
            for (var j = i + 1; j < names.Count; j++)
                CompareFragments(conflicts, false, names[i], names[j]);
        }
        return conflicts;
    }

    void CompareWithin(List<Conflict> conflicts, CollectedFields fields)
    {
        foreach (var (name, same) in fields.ByResponseName)
        {
            for (var i = 0; i < same.Count; i++)
                for (var j = i + 1; j < same.Count; j++)
                    Compare(conflicts, false, name, same[i], same[j]);
        }
    }

    void CompareBetween(List<Conflict> conflicts, bool exclusive, CollectedFields fields1, CollectedFields fields2)
    {
        if (fields1.Fields.Count == 0 || fields2.Fields.Count == 0)
            return;
        foreach (var (name, same1, same2) in OverlapsOf(fields1, fields2))
        {
            foreach (var field1 in same1)
                foreach (var field2 in same2)
                    Compare(conflicts, exclusive, name, field1, field2);
        }
    }

    void CompareWithFragment(List<Conflict> conflicts, bool exclusive, CollectedFields fields, string name)
    {
        Spend(1);
        if (fields.Fields.Count == 0)
            return;
        if (_comparedWithFragment.TryGetValue((fields, name), out var weaker) && (!weaker || exclusive))
            return;
        _comparedWithFragment[(fields, name)] = exclusive;
        if (collector.CollectFragment(name) is not { } fragment || ReferenceEquals(fields, fragment))
            return;
        CompareBetween(conflicts, exclusive, fields, fragment);
        foreach (var nested in fragment.FragmentNames)
            CompareWithFragment(conflicts, exclusive, fields, nested);
    }

    void CompareFragments(List<Conflict> conflicts, bool exclusive, string name1, string name2)
    {
        Spend(2);
        if (name1 == name2 || WasCompared(name1, name2, exclusive))
            return;
        _comparedFragments[(name1, name2)] = exclusive;
        if (collector.CollectFragment(name1) is not { } fields1 || collector.CollectFragment(name2) is not { } fields2)
            return;
        CompareBetween(conflicts, exclusive, fields1, fields2);
        foreach (var nested in fields2.FragmentNames)
            CompareFragments(conflicts, exclusive, name1, nested);
        foreach (var nested in fields1.FragmentNames)
            CompareFragments(conflicts, exclusive, nested, name2);
    }

    void Compare(List<Conflict> conflicts, bool parentsExclusive, string responseName, SelectedField field1, SelectedField field2)
    {
        // Fields of two different objects never meet in one response object; only their shapes must agree.
        var exclusive = parentsExclusive
            || (field1.ParentType is ObjectType && field2.ParentType is ObjectType && field1.ParentType != field2.ParentType);
        Spend(2);
        var node1 = field1.Node;
        var node2 = field2.Node;
        if (IsSimpleLeaf(node1) && IsSimpleLeaf(node2) && ReferenceEquals(field1.Type, field2.Type) && node1.Name.Value == node2.Name.Value)
            return;
        if (!exclusive && ReasonNotTheSame(field1, field2) is { } reason)
        {
            conflicts.Add(new(responseName, reason, [node1], [node2]));
            return;
        }
        if (field1.Type is { } type1 && field2.Type is { } type2 && HaveDifferentShapes(type1, type2))
        {
            conflicts.Add(new(responseName, $"they return conflicting types \"{type1}\" and \"{type2}\"", [node1], [node2]));
            return;
        }
        if (node1.SelectionSet is null || node2.SelectionSet is null)
            return;
        var inner = CompareChildren(exclusive, collector.CollectChildren(field1), collector.CollectChildren(field2));
        if (inner.Count > 0)
            conflicts.Add(new(responseName, ReasonOf(inner), NodesOf(node1, inner, c => c.Fields1), NodesOf(node2, inner, c => c.Fields2)));
    }

    List<Conflict> CompareChildren(bool exclusive, CollectedFields fields1, CollectedFields fields2)
    {
        var conflicts = new List<Conflict>();
        CompareBetween(conflicts, exclusive, fields1, fields2);
        foreach (var name in fields2.FragmentNames)
            CompareWithFragment(conflicts, exclusive, fields1, name);
        foreach (var name in fields1.FragmentNames)
            CompareWithFragment(conflicts, exclusive, fields2, name);
        foreach (var name1 in fields1.FragmentNames)
            foreach (var name2 in fields2.FragmentNames)
                CompareFragments(conflicts, exclusive, name1, name2);
        return conflicts;
    }

    string? ReasonNotTheSame(SelectedField field1, SelectedField field2)
    {
        if (_reasons.TryGetValue((field1, field2), out var reason))
            return reason;
        var name1 = field1.Node.Name.Value;
        var name2 = field2.Node.Name.Value;
        reason = name1 != name2 ? $"\"{Abbreviate(name1)}\" and \"{Abbreviate(name2)}\" are different fields"
            : HaveSameArguments(field1.Node, field2.Node) ? null
            : "they have differing arguments";
        _reasons.Add((field1, field2), reason);
        return reason;
    }

    bool HaveSameArguments(FieldNode field1, FieldNode field2)
    {
        if (field1.Arguments.Length != field2.Arguments.Length)
            return false;
        foreach (var argument1 in field1.Arguments)
        {
            Spend(1);
            var argument2 = field2.Arguments.LastOrDefault(argument => argument.Name.Value == argument1.Name.Value);
            if (argument2 is null || _valueKeys.Of(argument1.Value) != _valueKeys.Of(argument2.Value))
                return false;
        }
        return true;
    }

    bool HaveDifferentShapes(GraphQLType type1, GraphQLType type2)
    {
        if (!ReferenceEquals(type1, type2))
            Spend(1);
        return !TypeShapes.AreAlike(type1, type2);
    }

    List<Overlap> OverlapsOf(CollectedFields fields1, CollectedFields fields2)
    {
        if (_overlaps.TryGetValue((fields1, fields2), out var overlaps))
            return overlaps;
        overlaps = [];
        foreach (var (name, same1) in fields1.ByResponseName)
        {
            Spend(1);
            if (fields2.ByResponseName.TryGetValue(name, out var same2))
                overlaps.Add(new(name, same1, same2));
        }
        _overlaps.Add((fields1, fields2), overlaps);
        return overlaps;
    }

    bool WasCompared(string name1, string name2, bool exclusive) =>
        (_comparedFragments.TryGetValue((name1, name2), out var weaker) && (exclusive || !weaker))
        || (_comparedFragments.TryGetValue((name2, name1), out weaker) && (exclusive || !weaker));

    void Spend(int steps)
    {
        _stepsLeft -= steps;
        if (_stepsLeft < 0)
            context.Abort("Validation aborted.");
    }

    static bool IsSimpleLeaf(FieldNode field) => field.Arguments.IsEmpty && field.SelectionSet is null;

    static string ReasonOf(List<Conflict> conflicts)
    {
        var reason = "";
        foreach (var conflict in conflicts)
        {
            reason += $"{(reason.Length == 0 ? "" : " and ")}subfields \"{Abbreviate(conflict.ResponseName)}\" conflict because {conflict.Reason}";
            if (reason.Length > MaxDetailLength)
                break;
        }
        return Abbreviate(reason);
    }

    static List<Node> NodesOf(Node node, List<Conflict> conflicts, Func<Conflict, List<Node>> side)
    {
        var nodes = new List<Node> { node };
        foreach (var conflict in conflicts)
        {
            // The deeper fields stand last and are kept first.
            nodes.AddRange(side(conflict).TakeLast(MaxNodes - nodes.Count));
            if (nodes.Count == MaxNodes)
                break;
        }
        return nodes;
    }

    readonly record struct Overlap(string ResponseName, List<SelectedField> Fields1, List<SelectedField> Fields2);
}
