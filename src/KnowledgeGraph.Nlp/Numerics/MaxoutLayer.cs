using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KnowledgeGraph.Nlp.Numerics;

/// <summary>
/// One encoder layer over rows of 96: each row sees itself and its two neighbours (288 numbers that lie side by side in memory), gets 96
/// outputs as the greatest of 3 pieces, is normalised and added to itself. Nearly all of the runtime's arithmetic is here: 82,944 multiply-adds a row.
/// </summary>
internal sealed unsafe class MaxoutLayer
{
    public const int Width = LayerNorm.Width, Pieces = 3, Window = 3 * Width;

    /// <summary>Rows are computed in groups of this many: inputs and outputs must have room for a multiple of it.</summary>
    public const int RowTile = 8;
    private const int Group = 16, GroupStep = Group * Pieces;
    private readonly VectorPath _path;
    private readonly LayerNorm _norm;

    // Outputs in groups of 16; in a group, for each of the 288 inputs the weights of piece 0, 1, 2: 48 floats.
    private readonly AlignedFloats _weights = new(Width * Pieces * Window), _bias = new(Width * Pieces);

    /// <param name="weights">(96, 3, 288), row-major.</param>
    /// <param name="bias">(96, 3).</param>
    /// <param name="norm">What follows the maximum.</param>
    /// <param name="path">Which kernel to run.</param>
    public MaxoutLayer(float[] weights, float[] bias, LayerNorm norm, VectorPath path)
    {
        (_norm, _path) = (norm, path);
        for (var o = 0; o < Width; o++)
            for (var p = 0; p < Pieces; p++)
            {
                var (group, lane) = (o / Group, o % Group + p * Group);
                _bias.Pointer[group * GroupStep + lane] = bias[o * Pieces + p];
                var to = _weights.Pointer + group * GroupStep * Window + lane;
                for (var i = 0; i < Window; i++) to[i * GroupStep] = weights[(o * Pieces + p) * Window + i];
            }
    }

    /// <summary>
    /// Computes <paramref name="rows"/> rows (rounded up to <see cref="RowTile"/>) from <paramref name="x"/>, the first row's own place, into
    /// <paramref name="y"/>; the rows before and after must be readable.
    /// </summary>
    public void Apply(float* x, int rows, float* y)
    {
        var h = stackalloc float[RowTile * Width + Group];
        h = (float*)(((nuint)h + 63) & ~(nuint)63);
        for (var row = 0; row < rows; row += RowTile)
        {
            var window = x + (nint)(row - 1) * Width;
            for (var group = 0; group < Width / Group; group++)
            {
                float* weights = _weights.Pointer + group * GroupStep * Window, bias = _bias.Pointer + group * GroupStep;
                var to = h + group * Group;
                if (_path == VectorPath.Vector512) Tile512(window, weights, bias, to);
                else if (_path == VectorPath.Vector256)
                    for (var half = 0; half < Group; half += 8)
                    {
                        Tile256(window, weights + half, bias + half, to + half);
                        Tile256(window + 4 * Width, weights + half, bias + half, to + 4 * Width + half);
                    }
                else TileScalar(window, weights, bias, to);
            }
            for (var i = 0; i < RowTile; i++)
                _norm.Apply(h + i * Width, x + (nint)(row + i) * Width, y + (nint)(row + i) * Width);
        }
    }

    /// <summary>8 rows by 16 outputs by 3 pieces: 24 sums stay in registers; each step loads three weight vectors and broadcasts eight inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile512(float* x, float* w, float* bias, float* h)
    {
        var (a0, b0, c0) = (Vector512.Load(bias), Vector512.Load(bias + 16), Vector512.Load(bias + 32));
        var (a1, a2, a3, a4, a5, a6, a7) = (a0, a0, a0, a0, a0, a0, a0);
        var (b1, b2, b3, b4, b5, b6, b7) = (b0, b0, b0, b0, b0, b0, b0);
        var (c1, c2, c3, c4, c5, c6, c7) = (c0, c0, c0, c0, c0, c0, c0);
        for (var end = x + Window; x < end; x++, w += GroupStep)
        {
            var (wa, wb, wc) = (Vector512.Load(w), Vector512.Load(w + 16), Vector512.Load(w + 32));
            var v = Vector512.Create(x[0]);
            a0 = Vector512.FusedMultiplyAdd(v, wa, a0);
            b0 = Vector512.FusedMultiplyAdd(v, wb, b0);
            c0 = Vector512.FusedMultiplyAdd(v, wc, c0);
            v = Vector512.Create(x[Width]);
            a1 = Vector512.FusedMultiplyAdd(v, wa, a1);
            b1 = Vector512.FusedMultiplyAdd(v, wb, b1);
            c1 = Vector512.FusedMultiplyAdd(v, wc, c1);
            v = Vector512.Create(x[2 * Width]);
            a2 = Vector512.FusedMultiplyAdd(v, wa, a2);
            b2 = Vector512.FusedMultiplyAdd(v, wb, b2);
            c2 = Vector512.FusedMultiplyAdd(v, wc, c2);
            v = Vector512.Create(x[3 * Width]);
            a3 = Vector512.FusedMultiplyAdd(v, wa, a3);
            b3 = Vector512.FusedMultiplyAdd(v, wb, b3);
            c3 = Vector512.FusedMultiplyAdd(v, wc, c3);
            v = Vector512.Create(x[4 * Width]);
            a4 = Vector512.FusedMultiplyAdd(v, wa, a4);
            b4 = Vector512.FusedMultiplyAdd(v, wb, b4);
            c4 = Vector512.FusedMultiplyAdd(v, wc, c4);
            v = Vector512.Create(x[5 * Width]);
            a5 = Vector512.FusedMultiplyAdd(v, wa, a5);
            b5 = Vector512.FusedMultiplyAdd(v, wb, b5);
            c5 = Vector512.FusedMultiplyAdd(v, wc, c5);
            v = Vector512.Create(x[6 * Width]);
            a6 = Vector512.FusedMultiplyAdd(v, wa, a6);
            b6 = Vector512.FusedMultiplyAdd(v, wb, b6);
            c6 = Vector512.FusedMultiplyAdd(v, wc, c6);
            v = Vector512.Create(x[7 * Width]);
            a7 = Vector512.FusedMultiplyAdd(v, wa, a7);
            b7 = Vector512.FusedMultiplyAdd(v, wb, b7);
            c7 = Vector512.FusedMultiplyAdd(v, wc, c7);
        }
        Vector512.Max(Vector512.Max(a0, b0), c0).Store(h);
        Vector512.Max(Vector512.Max(a1, b1), c1).Store(h + Width);
        Vector512.Max(Vector512.Max(a2, b2), c2).Store(h + 2 * Width);
        Vector512.Max(Vector512.Max(a3, b3), c3).Store(h + 3 * Width);
        Vector512.Max(Vector512.Max(a4, b4), c4).Store(h + 4 * Width);
        Vector512.Max(Vector512.Max(a5, b5), c5).Store(h + 5 * Width);
        Vector512.Max(Vector512.Max(a6, b6), c6).Store(h + 6 * Width);
        Vector512.Max(Vector512.Max(a7, b7), c7).Store(h + 7 * Width);
    }

    /// <summary>4 rows by 8 outputs by 3 pieces: 12 sums, three weight vectors and one input fill the 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile256(float* x, float* w, float* bias, float* h)
    {
        var (a0, b0, c0) = (Vector256.Load(bias), Vector256.Load(bias + 16), Vector256.Load(bias + 32));
        var (a1, a2, a3, b1, b2, b3, c1, c2, c3) = (a0, a0, a0, b0, b0, b0, c0, c0, c0);
        for (var end = x + Window; x < end; x++, w += GroupStep)
        {
            var (wa, wb, wc) = (Vector256.Load(w), Vector256.Load(w + 16), Vector256.Load(w + 32));
            var v = Vector256.Create(x[0]);
            a0 = Vector256.FusedMultiplyAdd(v, wa, a0);
            b0 = Vector256.FusedMultiplyAdd(v, wb, b0);
            c0 = Vector256.FusedMultiplyAdd(v, wc, c0);
            v = Vector256.Create(x[Width]);
            a1 = Vector256.FusedMultiplyAdd(v, wa, a1);
            b1 = Vector256.FusedMultiplyAdd(v, wb, b1);
            c1 = Vector256.FusedMultiplyAdd(v, wc, c1);
            v = Vector256.Create(x[2 * Width]);
            a2 = Vector256.FusedMultiplyAdd(v, wa, a2);
            b2 = Vector256.FusedMultiplyAdd(v, wb, b2);
            c2 = Vector256.FusedMultiplyAdd(v, wc, c2);
            v = Vector256.Create(x[3 * Width]);
            a3 = Vector256.FusedMultiplyAdd(v, wa, a3);
            b3 = Vector256.FusedMultiplyAdd(v, wb, b3);
            c3 = Vector256.FusedMultiplyAdd(v, wc, c3);
        }
        Vector256.Max(Vector256.Max(a0, b0), c0).Store(h);
        Vector256.Max(Vector256.Max(a1, b1), c1).Store(h + Width);
        Vector256.Max(Vector256.Max(a2, b2), c2).Store(h + 2 * Width);
        Vector256.Max(Vector256.Max(a3, b3), c3).Store(h + 3 * Width);
    }

    private static void TileScalar(float* x, float* w, float* bias, float* h)
    {
        for (var row = 0; row < RowTile; row++, x += Width, h += Width)
            for (var o = 0; o < Group; o++)
            {
                var (a, b, c) = (bias[o], bias[o + Group], bias[o + 2 * Group]);
                for (var i = 0; i < Window; i++)
                {
                    var weights = w + i * GroupStep + o;
                    a = MathF.FusedMultiplyAdd(x[i], weights[0], a);
                    b = MathF.FusedMultiplyAdd(x[i], weights[Group], b);
                    c = MathF.FusedMultiplyAdd(x[i], weights[2 * Group], c);
                }
                h[o] = MathF.Max(MathF.Max(a, b), c);
            }
    }
}
