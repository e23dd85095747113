using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>Arc-eager transition parser with sentence breaks (Honnibal and Johnson 2014; the move "D" on a headless word puts it back).</summary>
internal sealed unsafe class DependencyParser
{
    public const int Slots = 8;
    private const int NoToken = -1;
    private readonly TransitionScorer _scorer;
    private readonly char[] _kinds;
    private readonly ushort[] _labels;
    private readonly ushort _root;
    private readonly MoveMask[] _masks;     // by the set of allowed kinds, one bit each

    [Flags]
    private enum Kinds { None = 0, Shift = 1, Reduce = 2, Left = 4, Right = 8, Break = 16, All = 31 }

    /// <param name="scorer">Scores the moves.</param>
    /// <param name="moves">Each a kind and, after a dash, a label.</param>
    /// <param name="labels">Numbers the labels.</param>
    public DependencyParser(TransitionScorer scorer, string[] moves, LabelTable labels)
    {
        _scorer = scorer;
        _kinds = [.. moves.Select(m => m[0])];
        _labels = [.. moves.Select(m => labels.IndexOf(m.Length > 2 ? m[2..] : ""))];
        _root = labels.IndexOf("ROOT");
        _masks = [.. Enumerable.Range(0, (int)Kinds.All + 1)
            .Select(set => new MoveMask(moves.Length, scorer.PaddedMoves, i => ((Kinds)set & KindOf(_kinds[i])) != 0))];
    }

    /// <summary>Fills heads and labels of the <paramref name="state"/>'s tokens.</summary>
    public void Parse(FeatureStream features, int firstRow, ParserState state, CancellationToken cancellation)
    {
        var slots = stackalloc float*[Slots];
        var positions = stackalloc int[Slots];
        var scores = stackalloc float[_scorer.PaddedMoves];
        for (var step = 0; !state.IsFinished; step++)
        {
            if ((step & 0xFF) == 0) cancellation.ThrowIfCancellationRequested();
            var (b0, b1, s0) = (state.Buffer(0), state.Buffer(1), state.Stack(0));
            positions[0] = b0;
            positions[1] = b1;
            positions[2] = s0;
            positions[3] = state.Stack(1);
            positions[4] = state.Stack(2);
            positions[5] = state.LastLeft(b0);
            positions[6] = state.LastLeft(s0);
            positions[7] = state.LastRight(s0);
            features.NextState();
            for (var slot = 0; slot < Slots; slot++)
                slots[slot] = features[positions[slot] < 0 ? NoToken : firstRow + positions[slot]];
            _scorer.Score(slots, scores);
            var move = _masks[(int)Allowed(state, b0, b1)].Best(new Span<float>(scores, _scorer.PaddedMoves));
            if (move < 0) break;
            switch (_kinds[move])
            {
                case 'S': state.Shift(); break;
                case 'D': state.Reduce(); break;
                case 'L': state.AttachLeft(_labels[move]); break;
                case 'R': state.AttachRight(_labels[move]); break;
                default: state.Break(b1); break;
            }
        }
        state.Finish(_root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Kinds Allowed(ParserState state, int b0, int b1)
    {
        var (depth, length) = (state.Depth, state.Remaining);
        var atStart = state.IsStart(b0);
        var allowed = Kinds.None;
        if (depth == 0 || length >= 2 && !atStart && !state.IsUnshiftable(b0)) allowed |= Kinds.Shift;
        if (depth > 0) allowed |= Kinds.Reduce;
        if (depth > 0 && length > 0 && !atStart) allowed |= Kinds.Left | Kinds.Right;
        if (length >= 2 && b1 == b0 + 1 && !state.IsStart(b1)) allowed |= Kinds.Break;
        return allowed;
    }

    private static Kinds KindOf(char kind) => kind switch
    {
        'S' => Kinds.Shift,
        'D' => Kinds.Reduce,
        'L' => Kinds.Left,
        'R' => Kinds.Right,
        'B' => Kinds.Break,
        _ => throw new InvalidDataException($"pipeline.json has a parser move of kind '{kind}', expected S, D, L, R or B."),
    };
}
