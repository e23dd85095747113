using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>
/// Restores crossing arcs (Nivre and Nilsson 2005): a label X||Y says that the true head is the first Y found breadth first, left to right,
/// below the given head. Lists of dependents are built only for a document that has such a label.
/// </summary>
internal sealed class Deprojectivizer
{
    private readonly Dictionary<ushort, (ushort Label, ushort Wanted)> _lifted = [];
    private readonly Queue<int> _queue = new();
    private int[] _first = [], _next = [];

    /// <param name="labels">The parser's labels and their numbers; the parts of lifted ones are added.</param>
    public Deprojectivizer(LabelTable labels)
    {
        foreach (var label in labels.ToArray())
        {
            var bars = label.IndexOf("||", StringComparison.Ordinal);
            if (bars >= 0) _lifted[labels.IndexOf(label)] = (labels.IndexOf(label[..bars]), labels.IndexOf(label[(bars + 2)..]));
        }
    }

    public Deprojectivizer(Deprojectivizer shared) => _lifted = shared._lifted;

    public int Capacity => _first.Length;

    public void Apply(ReadOnlySpan<Word> words, Span<int> heads, Span<ushort> deps)
    {
        var built = false;
        for (var i = 0; i < heads.Length; i++)
        {
            if (!_lifted.TryGetValue(deps[i], out var lifted)) continue;
            if (!built) Build(heads);
            built = true;
            var found = Find(i, lifted.Wanted, words, heads, deps);
            if (found >= 0) Move(i, found, heads);
            deps[i] = lifted.Label;
        }
    }

    private int Find(int child, ushort wanted, ReadOnlySpan<Word> words, ReadOnlySpan<int> heads, ReadOnlySpan<ushort> deps)
    {
        _queue.Clear();
        _queue.Enqueue(heads[child]);
        while (_queue.TryDequeue(out var head))
            for (var i = _first[head]; i >= 0; i = _next[i])
            {
                if (i == child || words[i].IsSpace) continue;
                if (deps[i] == wanted) return i;
                _queue.Enqueue(i);
            }
        return -1;
    }

    /// <summary>Dependents of each token as a linked list in text order; a root is not its own.</summary>
    private void Build(ReadOnlySpan<int> heads)
    {
        if (_first.Length < heads.Length) (_first, _next) = (new int[heads.Length], new int[heads.Length]);
        Array.Fill(_first, -1, 0, heads.Length);
        for (var i = heads.Length - 1; i >= 0; i--)
        {
            if (heads[i] == i) continue;
            _next[i] = _first[heads[i]];
            _first[heads[i]] = i;
        }
    }

    private void Move(int child, int head, Span<int> heads)
    {
        ref var from = ref _first[heads[child]];
        while (from != child) from = ref _next[from];
        from = _next[child];
        ref var to = ref _first[head];
        while (to >= 0 && to < child) to = ref _next[to];
        _next[child] = to;
        to = child;
        heads[child] = head;
    }
}
