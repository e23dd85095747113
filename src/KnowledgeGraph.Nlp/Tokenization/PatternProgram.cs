namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>
/// A pattern compiled to instructions, run in one of two ways: <see cref="Match"/> explores alternatives in order (which decides how
/// long a match is), <see cref="Matches"/> follows all of them at once (whether there is one, in linear time).
/// </summary>
internal sealed class PatternProgram
{
    private enum Op : byte { Set, RepeatSet, Split, Jump, Ahead, Behind, Begin, End, Done }

    private readonly record struct Instruction(Op Op, int A = 0, int B = 0, CharSet? Set = null, object? Data = null, bool Negative = false);

    private readonly List<Instruction> _code = [];
    private readonly bool _unrolled;

    /// <param name="node">The pattern.</param>
    /// <param name="unrolled">Write repeats out, as <see cref="Matches"/> needs it.</param>
    public PatternProgram(PatternNode node, bool unrolled = false)
    {
        _unrolled = unrolled;
        Emit(node);
        _code.Add(new Instruction(Op.Done));
    }

    /// <summary>End of the first alternative's match that begins at <paramref name="position"/>, or -1.</summary>
    public int Match(ReadOnlySpan<char> text, int position) => Run(0, text, position);

    /// <summary>Whether a match begins at the text's start; linear in the text's length.</summary>
    public bool Matches(ReadOnlySpan<char> text, CancellationToken cancellation)
    {
        var (now, next) = (new Threads(_code.Count), new Threads(_code.Count));
        Add(now, 0, text, 0);
        for (var position = 0; now.Count > 0;)
        {
            if ((position & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            var (c, units) = (-1, 0);
            if (position < text.Length) c = CodePoints.At(text, position, out units);
            next.Clear();
            for (var i = 0; i < now.Count; i++)
            {
                var instruction = _code[now[i]];
                if (instruction.Op == Op.Done) return true;
                if (c >= 0 && instruction.Set!.Contains(c)) Add(next, now[i] + 1, text, position + units);
            }
            position += units;
            (now, next) = (next, now);
        }
        return false;
    }

    private void Add(Threads threads, int pc, ReadOnlySpan<char> text, int position)
    {
        while (threads.Visit(pc))
        {
            var instruction = _code[pc];
            switch (instruction.Op)
            {
                case Op.Jump:
                    pc = instruction.A;
                    break;
                case Op.Split:
                    Add(threads, instruction.A, text, position);
                    pc = instruction.B;
                    break;
                case Op.Set or Op.Done:
                    threads.Add(pc);
                    return;
                default:
                    if (!Holds(instruction, text, position)) return;
                    pc++;
                    break;
            }
        }
    }

    private int Run(int pc, ReadOnlySpan<char> text, int position)
    {
        while (true)
        {
            var instruction = _code[pc];
            switch (instruction.Op)
            {
                case Op.Done:
                    return position;
                case Op.Set:
                    if (position >= text.Length || !instruction.Set!.Contains(CodePoints.At(text, position, out var units))) return -1;
                    position += units;
                    pc++;
                    break;
                case Op.RepeatSet:
                    return RunRepeat(instruction, pc + 1, text, position);
                case Op.Split:
                    var end = Run(instruction.A, text, position);
                    if (end >= 0) return end;
                    pc = instruction.B;
                    break;
                case Op.Jump:
                    pc = instruction.A;
                    break;
                default:
                    if (!Holds(instruction, text, position)) return -1;
                    pc++;
                    break;
            }
        }
    }

    private int RunRepeat(Instruction repeat, int pc, ReadOnlySpan<char> text, int position)
    {
        var (start, count) = (position, 0);
        while (count < repeat.B && position < text.Length && repeat.Set!.Contains(CodePoints.At(text, position, out var units)))
        {
            position += units;
            count++;
        }
        while (count >= repeat.A)
        {
            var end = Run(pc, text, position);
            if (end >= 0) return end;
            if (position == start) return -1;
            position -= position - start >= 2 && char.IsSurrogatePair(text[position - 2], text[position - 1]) ? 2 : 1;
            count--;
        }
        return -1;
    }

    private static bool Holds(Instruction instruction, ReadOnlySpan<char> text, int position)
    {
        switch (instruction.Op)
        {
            case Op.Begin: return position == 0;
            case Op.End: return position == text.Length;
            case Op.Ahead: return ((PatternProgram)instruction.Data!).Match(text, position) >= 0 != instruction.Negative;
            default:
                var sets = (IReadOnlyList<CharSet>)instruction.Data!;
                for (var i = sets.Count - 1; i >= 0; i--)
                {
                    if (position == 0) return false;
                    position -= position >= 2 && char.IsSurrogatePair(text[position - 2], text[position - 1]) ? 2 : 1;
                    if (!sets[i].Contains(CodePoints.At(text, position, out _))) return false;
                }
                return true;
        }
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Set set:
                _code.Add(new Instruction(Op.Set, Set: set.Chars));
                break;
            case PatternNode.Sequence sequence:
                foreach (var item in sequence.Items) Emit(item);
                break;
            case PatternNode.Choice choice:
                EmitChoice(choice.Items);
                break;
            case PatternNode.Repeat { Item: PatternNode.Set set } repeat when !_unrolled:
                _code.Add(new Instruction(Op.RepeatSet, repeat.Min, repeat.Max, set.Chars));
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Ahead ahead:
                _code.Add(new Instruction(Op.Ahead, Data: new PatternProgram(ahead.Item), Negative: ahead.Negative));
                break;
            case PatternNode.Behind behind:
                _code.Add(new Instruction(Op.Behind, Data: behind.Items));
                break;
            default:
                _code.Add(new Instruction(node is PatternNode.Begin ? Op.Begin : Op.End));
                break;
        }
    }

    private void EmitChoice(IReadOnlyList<PatternNode> items)
    {
        var jumps = new List<int>();
        for (var i = 0; i < items.Count; i++)
        {
            var split = _code.Count;
            if (i < items.Count - 1) _code.Add(default);
            Emit(items[i]);
            if (i == items.Count - 1) break;
            jumps.Add(_code.Count);
            _code.Add(default);
            _code[split] = new Instruction(Op.Split, split + 1, _code.Count);
        }
        foreach (var jump in jumps) _code[jump] = new Instruction(Op.Jump, _code.Count);
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        for (var i = 0; i < repeat.Min; i++) Emit(repeat.Item);
        if (repeat.Max == int.MaxValue)
        {
            var split = _code.Count;
            _code.Add(default);
            Emit(repeat.Item);
            _code.Add(new Instruction(Op.Jump, split));
            _code[split] = new Instruction(Op.Split, split + 1, _code.Count);
            return;
        }
        var splits = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(_code.Count);
            _code.Add(default);
            Emit(repeat.Item);
        }
        foreach (var split in splits) _code[split] = new Instruction(Op.Split, split + 1, _code.Count);
    }

    /// <summary>The instructions alive at one position, each once.</summary>
    private sealed class Threads(int size)
    {
        private readonly int[] _pcs = new int[size], _seen = new int[size];
        private int _round = 1;

        public int Count { get; private set; }

        public int this[int index] => _pcs[index];

        public void Add(int pc) => _pcs[Count++] = pc;

        public bool Visit(int pc)
        {
            if (_seen[pc] == _round) return false;
            _seen[pc] = _round;
            return true;
        }

        public void Clear()
        {
            Count = 0;
            _round++;
        }
    }
}
