using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.Rules;

/// <summary>
/// No fragment spreads itself, directly or through others.
/// Source: <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles"/>
/// </summary>
static class NoFragmentCyclesRule
{
    public static void Register(ValidationContext context, RuleVisitor visitor)
    {
        var search = new CycleSearch(context);
        visitor.Skip(NodeKind.OperationDefinition);
        visitor.Enter<FragmentDefinitionNode>(NodeKind.FragmentDefinition, fragment =>
        {
            search.Visit(fragment);
            return VisitAction.SkipChildren;
        });
    }

    /// <summary>
    /// Depth first over the spreads; each fragment is opened once, so the work is linear and each cycle is told once. The stack is
    /// on the heap: a chain of fragments can be as long as the document.
    /// </summary>
    sealed class CycleSearch(ValidationContext context)
    {
        readonly HashSet<string> _visited = new(StringComparer.Ordinal);
        readonly List<FragmentSpreadNode> _path = [];
        readonly Dictionary<string, int> _pathIndex = new(StringComparer.Ordinal);
        readonly Stack<(string Fragment, IReadOnlyList<FragmentSpreadNode> Spreads, int Next)> _open = [];

        public void Visit(FragmentDefinitionNode start)
        {
            Open(start);
            while (_open.TryPop(out var top))
            {
                if (top.Next > 0)
                    _path.RemoveAt(_path.Count - 1);
                if (top.Next == top.Spreads.Count)
                {
                    _pathIndex.Remove(top.Fragment);
                    continue;
                }
                var spread = top.Spreads[top.Next];
                _open.Push(top with { Next = top.Next + 1 });
                _path.Add(spread);
                if (_pathIndex.TryGetValue(spread.Name.Value, out var cycleStart))
                    Report(spread, cycleStart);
                else if (context.FindFragment(spread.Name.Value) is { } fragment)
                    Open(fragment);
            }
        }

        void Open(FragmentDefinitionNode fragment)
        {
            if (!_visited.Add(fragment.Name.Value))
                return;
            var spreads = context.SpreadsIn(fragment.SelectionSet);
            if (spreads.Count == 0)
                return;
            _pathIndex[fragment.Name.Value] = _path.Count;
            _open.Push((fragment.Name.Value, spreads, 0));
        }

        void Report(FragmentSpreadNode spread, int cycleStart)
        {
            var cycle = _path[cycleStart..];
            var via = string.Join(", ", cycle.SkipLast(1).Select(s => $"\"{s.Name.Value}\""));
            context.Report($"Cannot spread fragment \"{spread.Name.Value}\" within itself{(via.Length > 0 ? $" via {via}." : ".")}", [.. cycle]);
        }
    }
}
