namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>
/// Stack, buffer and arcs of a parse. The dependents of a word are two linked lists in the order in which the arcs were made, so every step is
/// of constant cost. Used again for the next document.
/// </summary>
internal sealed class ParserState
{
    private const byte Unshiftable = 1, Start = 2;
    private int _count, _depth, _back, _next;
    private int[] _stack = [], _rebuffer = [];
    private int[] _lastLeft = [], _lastRight = [], _before = [], _after = [];
    private byte[] _marks = [];

    /// <summary>Head of each token; a root's own index after <see cref="Finish"/>.</summary>
    public int[] Heads { get; private set; } = [];

    /// <summary>Label number of each token.</summary>
    public ushort[] Deps { get; private set; } = [];

    public int Capacity => _stack.Length;

    public int Depth => _depth;

    /// <summary>Tokens in the buffer, those put back included.</summary>
    public int Remaining => _count - _next + _back;

    public bool IsFinished => _depth == 0 && Remaining <= 0;

    public void Reset(int count)
    {
        if (count > _stack.Length)
        {
            var size = Math.Max(256, Math.Max(count, (int)Math.Min(2L * _stack.Length, Array.MaxLength)));
            (_stack, _rebuffer, _lastLeft, _lastRight) = (new int[size], new int[size], new int[size], new int[size]);
            (_before, _after, Heads, Deps, _marks) = (new int[size], new int[size], new int[size], new ushort[size], new byte[size]);
        }
        (_count, _depth, _back, _next) = (count, 0, 0, 0);
        Array.Fill(_lastLeft, -1, 0, count);
        Array.Fill(_lastRight, -1, 0, count);
        Array.Fill(Heads, -1, 0, count);
        Array.Clear(Deps, 0, count);
        Array.Clear(_marks, 0, count);
    }

    public int Buffer(int index)
    {
        if (index < _back) return _rebuffer[_back - 1 - index];
        var at = _next + index - _back;
        return at < _count ? at : -1;
    }

    public int Stack(int index) => index < _depth ? _stack[_depth - 1 - index] : -1;

    public int LastLeft(int head) => head < 0 ? -1 : _lastLeft[head];

    public int LastRight(int head) => head < 0 ? -1 : _lastRight[head];

    public bool IsStart(int token) => token >= 0 && (_marks[token] & Start) != 0;

    public bool IsUnshiftable(int token) => (_marks[token] & Unshiftable) != 0;

    public void Shift() => _stack[_depth++] = _back > 0 ? _rebuffer[--_back] : _next++;

    public void Reduce()
    {
        var s0 = _stack[--_depth];
        if (Heads[s0] >= 0 || _depth == 0) return;
        _marks[s0] |= Unshiftable;
        _rebuffer[_back++] = s0;
    }

    public void AttachLeft(ushort label)
    {
        var b0 = Buffer(0);
        Attach(b0, _stack[--_depth], label);
        _marks[b0] &= unchecked((byte)~Unshiftable);
    }

    public void AttachRight(ushort label)
    {
        Attach(Stack(0), Buffer(0), label);
        Shift();
    }

    public void Break(int token) => _marks[token] |= Start;

    public void Finish(ushort root)
    {
        for (var i = 0; i < _count; i++)
            if (Heads[i] < 0) (Heads[i], Deps[i]) = (i, root);
    }

    private void Attach(int head, int child, ushort label)
    {
        if (Heads[child] >= 0) Detach(child);
        var last = head > child ? _lastLeft : _lastRight;
        _before[child] = last[head];
        _after[child] = -1;
        if (last[head] >= 0) _after[last[head]] = child;
        last[head] = child;
        (Heads[child], Deps[child]) = (head, label);
    }

    private void Detach(int child)
    {
        var head = Heads[child];
        var (before, after) = (_before[child], _after[child]);
        if (before >= 0) _after[before] = after;
        if (after >= 0) _before[after] = before;
        else (head > child ? _lastLeft : _lastRight)[head] = before;
    }
}
