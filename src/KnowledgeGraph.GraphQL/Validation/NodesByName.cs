using System.Collections.Immutable;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>Groups the nodes of one list by the name they bear.</summary>
static class NodesByName
{
    /// <summary>The names in the order of their first use, each with the name nodes that spell it. Nothing for lists of one node, in which no name can repeat.</summary>
    public static IEnumerable<KeyValuePair<string, List<Node>>> Group<T>(ImmutableArray<T> nodes, Func<T, NameNode> nameOf)
        where T : Node
    {
        if (nodes.Length < 2)
            return [];
        var groups = new OrderedDictionary<string, List<Node>>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var name = nameOf(node);
            if (!groups.TryGetValue(name.Value, out var same))
                groups.Add(name.Value, same = []);
            same.Add(name);
        }
        return groups;
    }
}
