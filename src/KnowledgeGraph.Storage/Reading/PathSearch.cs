namespace KnowledgeGraph.Storage;

/// <summary>Shortest chains between two entities, breadth first: the store says which entities are one step apart.</summary>
/// <typeparam name="TId">How the store names entities.</typeparam>
internal sealed class PathSearch<TId>(TId from, TId to) where TId : notnull
{
    private const int MostVisited = 50_000;

    /// <summary>More steps than these from one frontier need not be looked at.</summary>
    public const int MostSteps = 4 * MostVisited;

    // For each entity reached, those one step nearer to the start.
    private readonly Dictionary<TId, HashSet<TId>> _nearer = new() { [from] = [] };

    /// <summary>The entities that were reached last; none where the search is over.</summary>
    public List<TId> Frontier { get; private set; } = [from];

    public bool IsFound => _nearer.ContainsKey(to);

    /// <summary>The entities that the chains from the start to the end, which was found, lead over; both included.</summary>
    public IReadOnlyCollection<TId> OnChains()
    {
        var found = new HashSet<TId> { to };
        var open = new Stack<TId>(found);
        while (open.TryPop(out var at))
            foreach (var nearer in _nearer[at])
                if (found.Add(nearer)) open.Push(nearer);
        return found;
    }

    /// <summary>Goes on by steps away from the frontier.</summary>
    public void Go(IEnumerable<(TId Near, TId Far)> steps)
    {
        var next = new Dictionary<TId, HashSet<TId>>();
        foreach (var (near, far) in steps)
        {
            if (_nearer.ContainsKey(far)) continue;
            if (!next.TryGetValue(far, out var nearer)) next[far] = nearer = [];
            nearer.Add(near);
        }
        foreach (var (far, nearer) in next) _nearer[far] = nearer;
        Frontier = IsFound || _nearer.Count > MostVisited ? [] : [.. next.Keys];
    }

    /// <summary>The chains from the start to the end, which was found; in the order of their ids, the end's side first.</summary>
    public List<List<TId>> Paths(int limit, Func<TId, string> id)
    {
        var paths = new List<List<TId>>();
        Trace(to, [to], paths, limit, id);
        return paths;
    }

    private void Trace(TId at, List<TId> path, List<List<TId>> paths, int limit, Func<TId, string> id)
    {
        if (paths.Count >= limit) return;
        if (_nearer[at].Count == 0)
        {
            paths.Add([.. Enumerable.Reverse(path)]);
            return;
        }
        foreach (var nearer in _nearer[at].OrderBy(id, StringComparer.Ordinal))
        {
            path.Add(nearer);
            Trace(nearer, path, paths, limit, id);
            path.RemoveAt(path.Count - 1);
        }
    }
}
