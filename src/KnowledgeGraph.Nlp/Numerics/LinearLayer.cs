using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KnowledgeGraph.Nlp.Numerics;

/// <summary>
/// <c>y = W x + b</c> for many rows at once. Weights lie in panels of 32 outputs, input after input, so that a kernel streams through them once for 8 rows;
/// the outputs are padded to a multiple of 32 (the padding is zero).
/// </summary>
internal sealed unsafe class LinearLayer
{
    /// <summary>Rows are computed in groups of this many: inputs and outputs must have room for a multiple of it.</summary>
    public const int RowTile = 8;
    private const int Panel = 32;
    private readonly VectorPath _path;
    private readonly AlignedFloats _weights, _bias;

    /// <param name="outputs">Number of outputs.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="weight">The weight of (output, input).</param>
    /// <param name="bias">The bias of an output.</param>
    /// <param name="path">Which kernel to run.</param>
    public LinearLayer(int outputs, int inputs, Func<int, int, float> weight, Func<int, float> bias, VectorPath path)
    {
        (_path, Inputs, Outputs) = (path, inputs, (outputs + Panel - 1) / Panel * Panel);
        _weights = new AlignedFloats(Outputs * inputs);
        _bias = new AlignedFloats(Outputs);
        for (var o = 0; o < outputs; o++)
        {
            _bias.Pointer[o] = bias(o);
            var at = _weights.Pointer + o / Panel * Panel * inputs + o % Panel;
            for (var i = 0; i < inputs; i++) at[i * Panel] = weight(o, i);
        }
    }

    public int Inputs { get; }

    /// <summary>Outputs a row, padding included.</summary>
    public int Outputs { get; }

    /// <summary>Computes rows (rounded up to <see cref="RowTile"/>) of <see cref="Outputs"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(float* x, int xStride, int rows, float* y, int yStride)
    {
        for (var panel = 0; panel < Outputs; panel += Panel)
        {
            float* weights = _weights.Pointer + panel * Inputs, bias = _bias.Pointer + panel;
            for (var row = 0; row < rows; row += RowTile)
            {
                float* from = x + (nint)row * xStride, to = y + (nint)row * yStride + panel;
                if (_path == VectorPath.Vector512) Tile512(from, xStride, weights, bias, to, yStride);
                else if (_path == VectorPath.Vector256)
                    for (var half = 0; half < Panel; half += 16)
                    {
                        Tile256(from, xStride, weights + half, bias + half, to + half, yStride);
                        Tile256(from + 4 * xStride, xStride, weights + half, bias + half, to + 4 * yStride + half, yStride);
                    }
                else TileScalar(from, xStride, weights, bias, to, yStride);
            }
        }
    }

    /// <summary>Computes one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ApplyOne(float* x, float* y)
    {
        for (var panel = 0; panel < Outputs; panel += Panel)
        {
            float* weights = _weights.Pointer + panel * Inputs, bias = _bias.Pointer + panel;
            if (_path == VectorPath.Vector512)
            {
                var (a, b) = (Vector512.Load(bias), Vector512.Load(bias + 16));
                for (var i = 0; i < Inputs; i++, weights += Panel)
                {
                    var v = Vector512.Create(x[i]);
                    a = Vector512.FusedMultiplyAdd(v, Vector512.Load(weights), a);
                    b = Vector512.FusedMultiplyAdd(v, Vector512.Load(weights + 16), b);
                }
                a.Store(y + panel);
                b.Store(y + panel + 16);
            }
            else if (_path == VectorPath.Vector256)
            {
                var (a, b, c, d) = (Vector256.Load(bias), Vector256.Load(bias + 8), Vector256.Load(bias + 16), Vector256.Load(bias + 24));
                for (var i = 0; i < Inputs; i++, weights += Panel)
                {
                    var v = Vector256.Create(x[i]);
                    a = Vector256.FusedMultiplyAdd(v, Vector256.Load(weights), a);
                    b = Vector256.FusedMultiplyAdd(v, Vector256.Load(weights + 8), b);
                    c = Vector256.FusedMultiplyAdd(v, Vector256.Load(weights + 16), c);
                    d = Vector256.FusedMultiplyAdd(v, Vector256.Load(weights + 24), d);
                }
                a.Store(y + panel);
                b.Store(y + panel + 8);
                c.Store(y + panel + 16);
                d.Store(y + panel + 24);
            }
            else
                for (var o = 0; o < Panel; o++)
                {
                    var sum = bias[o];
                    for (var i = 0; i < Inputs; i++) sum = MathF.FusedMultiplyAdd(x[i], weights[i * Panel + o], sum);
                    y[panel + o] = sum;
                }
        }
    }

    /// <summary>8 rows by 32 outputs: 16 sums stay in registers; each step loads two weight vectors and broadcasts eight inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile512(float* x, int xStride, float* w, float* bias, float* y, int yStride)
    {
        var (a0, b0) = (Vector512.Load(bias), Vector512.Load(bias + 16));
        var (a1, a2, a3, a4, a5, a6, a7) = (a0, a0, a0, a0, a0, a0, a0);
        var (b1, b2, b3, b4, b5, b6, b7) = (b0, b0, b0, b0, b0, b0, b0);
        nint s = xStride;
        var end = w + (nint)Inputs * Panel;
        for (float* p = x, q = x + 4 * s; w < end; w += Panel, p++, q++)
        {
            var (wa, wb) = (Vector512.Load(w), Vector512.Load(w + 16));
            var v = Vector512.Create(p[0]);
            a0 = Vector512.FusedMultiplyAdd(v, wa, a0);
            b0 = Vector512.FusedMultiplyAdd(v, wb, b0);
            v = Vector512.Create(p[s]);
            a1 = Vector512.FusedMultiplyAdd(v, wa, a1);
            b1 = Vector512.FusedMultiplyAdd(v, wb, b1);
            v = Vector512.Create(p[2 * s]);
            a2 = Vector512.FusedMultiplyAdd(v, wa, a2);
            b2 = Vector512.FusedMultiplyAdd(v, wb, b2);
            v = Vector512.Create(p[3 * s]);
            a3 = Vector512.FusedMultiplyAdd(v, wa, a3);
            b3 = Vector512.FusedMultiplyAdd(v, wb, b3);
            v = Vector512.Create(q[0]);
            a4 = Vector512.FusedMultiplyAdd(v, wa, a4);
            b4 = Vector512.FusedMultiplyAdd(v, wb, b4);
            v = Vector512.Create(q[s]);
            a5 = Vector512.FusedMultiplyAdd(v, wa, a5);
            b5 = Vector512.FusedMultiplyAdd(v, wb, b5);
            v = Vector512.Create(q[2 * s]);
            a6 = Vector512.FusedMultiplyAdd(v, wa, a6);
            b6 = Vector512.FusedMultiplyAdd(v, wb, b6);
            v = Vector512.Create(q[3 * s]);
            a7 = Vector512.FusedMultiplyAdd(v, wa, a7);
            b7 = Vector512.FusedMultiplyAdd(v, wb, b7);
        }
        Store(y, a0, b0);
        Store(y + yStride, a1, b1);
        Store(y + 2 * yStride, a2, b2);
        Store(y + 3 * yStride, a3, b3);
        Store(y + 4 * yStride, a4, b4);
        Store(y + 5 * yStride, a5, b5);
        Store(y + 6 * yStride, a6, b6);
        Store(y + 7 * yStride, a7, b7);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Store(float* to, Vector512<float> a, Vector512<float> b)
        {
            a.Store(to);
            b.Store(to + 16);
        }
    }

    /// <summary>4 rows by 16 outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile256(float* x, int xStride, float* w, float* bias, float* y, int yStride)
    {
        var (a0, b0) = (Vector256.Load(bias), Vector256.Load(bias + 8));
        var (a1, a2, a3, b1, b2, b3) = (a0, a0, a0, b0, b0, b0);
        nint s = xStride;
        for (var i = 0; i < Inputs; i++, w += Panel, x++)
        {
            var (wa, wb) = (Vector256.Load(w), Vector256.Load(w + 8));
            var v = Vector256.Create(x[0]);
            a0 = Vector256.FusedMultiplyAdd(v, wa, a0);
            b0 = Vector256.FusedMultiplyAdd(v, wb, b0);
            v = Vector256.Create(x[s]);
            a1 = Vector256.FusedMultiplyAdd(v, wa, a1);
            b1 = Vector256.FusedMultiplyAdd(v, wb, b1);
            v = Vector256.Create(x[2 * s]);
            a2 = Vector256.FusedMultiplyAdd(v, wa, a2);
            b2 = Vector256.FusedMultiplyAdd(v, wb, b2);
            v = Vector256.Create(x[3 * s]);
            a3 = Vector256.FusedMultiplyAdd(v, wa, a3);
            b3 = Vector256.FusedMultiplyAdd(v, wb, b3);
        }
        a0.Store(y);
        b0.Store(y + 8);
        a1.Store(y + yStride);
        b1.Store(y + yStride + 8);
        a2.Store(y + 2 * yStride);
        b2.Store(y + 2 * yStride + 8);
        a3.Store(y + 3 * yStride);
        b3.Store(y + 3 * yStride + 8);
    }

    private void TileScalar(float* x, int xStride, float* w, float* bias, float* y, int yStride)
    {
        for (var row = 0; row < RowTile; row++, x += xStride, y += yStride)
            for (var o = 0; o < Panel; o++)
            {
                var sum = bias[o];
                for (var i = 0; i < Inputs; i++) sum = MathF.FusedMultiplyAdd(x[i], w[i * Panel + o], sum);
                y[o] = sum;
            }
    }
}
