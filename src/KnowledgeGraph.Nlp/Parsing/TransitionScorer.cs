using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>
/// Scores transitions from a few token positions. The first layer is linear in each position's row, so its part of every row is computed
/// once ("features"); a state is then a sum of such rows, a maximum over two pieces, and one small matrix.
/// </summary>
internal sealed unsafe class TransitionScorer
{
    public const int Hidden = 64, Pieces = 2, SlotWidth = Hidden * Pieces;
    private const int MovePanel = 64;
    private readonly VectorPath _path;
    private readonly LinearLayer _lower;
    private readonly AlignedFloats _pad, _bias, _upper, _upperBias;

    public TransitionScorer(TensorFile tensors, string name, int slots, int moves, VectorPath path)
    {
        (_path, Slots, Moves) = (path, slots, moves);
        var lower = tensors.Floats($"{name}.lower.W", slots, Hidden, Pieces, Hidden);
        _lower = new LinearLayer(slots * SlotWidth, Hidden, (row, i) => lower[Source(row) * Hidden + i], _ => 0, path);
        _pad = new AlignedFloats(slots * SlotWidth);
        var pad = tensors.Floats($"{name}.lower.pad", 1, slots, Hidden, Pieces);
        for (var i = 0; i < pad.Length; i++) _pad.Pointer[i] = pad[Source(i)];
        _bias = new AlignedFloats(SlotWidth);
        var bias = tensors.Floats($"{name}.lower.b", Hidden, Pieces);
        for (var i = 0; i < SlotWidth; i++) _bias.Pointer[i] = bias[Source(i)];

        PaddedMoves = (moves + MovePanel - 1) / MovePanel * MovePanel;
        _upper = new AlignedFloats(PaddedMoves * Hidden);
        _upperBias = new AlignedFloats(PaddedMoves);
        var upper = tensors.Floats($"{name}.upper.W", moves, Hidden);
        tensors.Floats($"{name}.upper.b", moves).CopyTo(_upperBias.Span);
        for (var move = 0; move < moves; move++)
            for (var i = 0; i < Hidden; i++)
                _upper.Pointer[(move / MovePanel * Hidden + i) * MovePanel + move % MovePanel] = upper[move * Hidden + i];
    }

    public int Slots { get; }

    public int Moves { get; }

    /// <summary>Length of a score vector; what is beyond <see cref="Moves"/> is meaningless.</summary>
    public int PaddedMoves { get; }

    /// <summary>Floats of one token's features.</summary>
    public int FeatureWidth => _lower.Outputs;

    /// <summary>Features of "no token".</summary>
    public float* Pad => _pad.Pointer;

    /// <summary>Features of rows of 64 reduced numbers.</summary>
    public void Features(float* reduced, int stride, int rows, float* features) =>
        _lower.Apply(reduced, stride, rows, features, FeatureWidth);

    /// <summary>Scores of all moves. <paramref name="slots"/> holds one feature row for each position.</summary>
    public void Score(float** slots, float* scores)
    {
        var hidden = stackalloc float[Hidden];
        if (_path == VectorPath.Vector512) Hidden512(slots, hidden);
        else if (_path == VectorPath.Vector256) Hidden256(slots, hidden);
        else HiddenScalar(slots, hidden);
        for (var panel = 0; panel < PaddedMoves; panel += MovePanel)
        {
            float* weights = _upper.Pointer + panel * Hidden, bias = _upperBias.Pointer + panel;
            if (_path == VectorPath.Vector512) Panel512(hidden, weights, bias, scores + panel);
            else if (_path == VectorPath.Vector256) Panel256(hidden, weights, bias, scores + panel);
            else PanelScalar(hidden, weights, bias, scores + panel);
        }
    }

    /// <summary>The file keeps the pieces innermost, the kernels want them one after another.</summary>
    private static int Source(int index)
    {
        var (slot, within) = (index / SlotWidth, index % SlotWidth);
        return slot * SlotWidth + within % Hidden * Pieces + within / Hidden;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hidden512(float** slots, float* hidden)
    {
        for (var i = 0; i < Hidden; i += 16)
        {
            var (a, b) = (Vector512.Load(_bias.Pointer + i), Vector512.Load(_bias.Pointer + Hidden + i));
            for (var slot = 0; slot < Slots; slot++)
            {
                var row = slots[slot] + slot * SlotWidth + i;
                (a, b) = (a + Vector512.Load(row), b + Vector512.Load(row + Hidden));
            }
            Vector512.Max(a, b).Store(hidden + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hidden256(float** slots, float* hidden)
    {
        for (var i = 0; i < Hidden; i += 8)
        {
            var (a, b) = (Vector256.Load(_bias.Pointer + i), Vector256.Load(_bias.Pointer + Hidden + i));
            for (var slot = 0; slot < Slots; slot++)
            {
                var row = slots[slot] + slot * SlotWidth + i;
                (a, b) = (a + Vector256.Load(row), b + Vector256.Load(row + Hidden));
            }
            Vector256.Max(a, b).Store(hidden + i);
        }
    }

    private void HiddenScalar(float** slots, float* hidden)
    {
        for (var i = 0; i < Hidden; i++)
        {
            var (a, b) = (_bias.Pointer[i], _bias.Pointer[Hidden + i]);
            for (var slot = 0; slot < Slots; slot++)
            {
                var row = slots[slot] + slot * SlotWidth + i;
                (a, b) = (a + row[0], b + row[Hidden]);
            }
            hidden[i] = MathF.Max(a, b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel512(float* hidden, float* w, float* bias, float* scores)
    {
        var (a, b, c, d) = (Vector512.Load(bias), Vector512.Load(bias + 16), Vector512.Load(bias + 32), Vector512.Load(bias + 48));
        for (var end = hidden + Hidden; hidden < end; hidden++, w += MovePanel)
        {
            var v = Vector512.Create(*hidden);
            a = Vector512.FusedMultiplyAdd(v, Vector512.Load(w), a);
            b = Vector512.FusedMultiplyAdd(v, Vector512.Load(w + 16), b);
            c = Vector512.FusedMultiplyAdd(v, Vector512.Load(w + 32), c);
            d = Vector512.FusedMultiplyAdd(v, Vector512.Load(w + 48), d);
        }
        a.Store(scores);
        b.Store(scores + 16);
        c.Store(scores + 32);
        d.Store(scores + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel256(float* hidden, float* w, float* bias, float* scores)
    {
        for (var half = 0; half < MovePanel; half += 32, w += 32)
        {
            var (a, b) = (Vector256.Load(bias + half), Vector256.Load(bias + half + 8));
            var (c, d) = (Vector256.Load(bias + half + 16), Vector256.Load(bias + half + 24));
            for (var i = 0; i < Hidden; i++)
            {
                var v = Vector256.Create(hidden[i]);
                var row = w + i * MovePanel;
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(row), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 8), b);
                c = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 16), c);
                d = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 24), d);
            }
            a.Store(scores + half);
            b.Store(scores + half + 8);
            c.Store(scores + half + 16);
            d.Store(scores + half + 24);
        }
    }

    private static void PanelScalar(float* hidden, float* w, float* bias, float* scores)
    {
        for (var move = 0; move < MovePanel; move++)
        {
            var sum = bias[move];
            for (var i = 0; i < Hidden; i++) sum = MathF.FusedMultiplyAdd(hidden[i], w[i * MovePanel + move], sum);
            scores[move] = sum;
        }
    }
}
