namespace KnowledgeGraph.Nlp;

/// <summary>Children, edges and descendants of every token, computed once in linear time.</summary>
internal sealed class DependencyTree
{
    // Token i's children are _children[_first[i].._first[i + 1]], in text order; a root is not its own child.
    private readonly int[] _first, _children, _leftEdge, _rightEdge;

    // A depth-first numbering: j is in the subtree of i exactly if _enter[i] <= _enter[j] < _enter[i] + size of i's subtree.
    private readonly int[] _enter, _size;

    /// <exception cref="ArgumentException">The heads contain a cycle.</exception>
    public DependencyTree(ReadOnlySpan<int> heads)
    {
        var n = heads.Length;
        _first = new int[n + 1];
        for (var i = 0; i < n; i++)
            if (heads[i] != i) _first[heads[i] + 1]++;
        for (var i = 0; i < n; i++) _first[i + 1] += _first[i];
        _children = new int[_first[n]];
        var next = _first.AsSpan(0, n).ToArray();
        for (var i = 0; i < n; i++)
            if (heads[i] != i) _children[next[heads[i]]++] = i;

        // Breadth first from the roots: every head stands before its dependents.
        var order = new int[n];
        var filled = 0;
        for (var i = 0; i < n; i++)
            if (heads[i] == i) order[filled++] = i;
        for (var at = 0; at < filled; at++)
            foreach (var child in Children(order[at])) order[filled++] = child;
        if (filled < n) throw new ArgumentException("The heads contain a cycle.", nameof(heads));

        _leftEdge = new int[n];
        _rightEdge = new int[n];
        _size = new int[n];
        for (var i = 0; i < n; i++) (_leftEdge[i], _rightEdge[i], _size[i]) = (i, i, 1);
        for (var at = n - 1; at >= 0; at--)
        {
            var (i, head) = (order[at], heads[order[at]]);
            if (head == i) continue;
            _leftEdge[head] = Math.Min(_leftEdge[head], _leftEdge[i]);
            _rightEdge[head] = Math.Max(_rightEdge[head], _rightEdge[i]);
            _size[head] += _size[i];
        }
        _enter = new int[n];
        var position = 0;
        for (var at = 0; at < n; at++)
        {
            var i = order[at];
            if (heads[i] == i)
            {
                _enter[i] = position;
                position += _size[i];
            }
            var inside = _enter[i] + 1;
            foreach (var child in Children(i))
            {
                _enter[child] = inside;
                inside += _size[child];
            }
        }
    }

    public ArraySegment<int> Children(int token) => new(_children, _first[token], _first[token + 1] - _first[token]);

    public ArraySegment<int> Lefts(int token) => Children(token)[..SplitAt(token)];

    public ArraySegment<int> Rights(int token) => Children(token)[SplitAt(token)..];

    public int LeftEdge(int token) => _leftEdge[token];

    public int RightEdge(int token) => _rightEdge[token];

    public bool IsInSubtree(int token, int root) => (uint)(_enter[token] - _enter[root]) < (uint)_size[root];

    private int SplitAt(int token)
    {
        var at = Array.BinarySearch(_children, _first[token], _first[token + 1] - _first[token], token);
        return ~at - _first[token];
    }
}
