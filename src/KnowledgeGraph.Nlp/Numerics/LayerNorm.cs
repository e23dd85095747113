using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KnowledgeGraph.Nlp.Numerics;

/// <summary>
/// Layer normalisation over rows of 96: biased variance plus 1e-8, gain, offset. The sums run in 16 strides that are added in halves,
/// on every path alike.
/// </summary>
internal sealed unsafe class LayerNorm
{
    public const int Width = 96;
    private const int Lanes = 16;
    private const float Epsilon = 1e-8f;
    private readonly VectorPath _path;
    private readonly AlignedFloats _gain = new(Width), _offset = new(Width);

    public LayerNorm(float[] gain, float[] offset, VectorPath path)
    {
        gain.CopyTo(_gain.Span);
        offset.CopyTo(_offset.Span);
        _path = path;
    }

    /// <summary><c>y = (h - mean) / deviation * gain + offset + residual</c>, each 96 floats; <paramref name="residual"/> may be null.</summary>
    public void Apply(float* h, float* residual, float* y)
    {
        if (_path == VectorPath.Vector512) Apply512(h, residual, y);
        else if (_path == VectorPath.Vector256) Apply256(h, residual, y);
        else ApplyScalar(h, residual, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply512(float* h, float* residual, float* y)
    {
        var (h0, h1, h2) = (Vector512.Load(h), Vector512.Load(h + 16), Vector512.Load(h + 32));
        var (h3, h4, h5) = (Vector512.Load(h + 48), Vector512.Load(h + 64), Vector512.Load(h + 80));
        var mean = Vector512.Create(SumOf(h0 + h1 + h2 + h3 + h4 + h5) / Width);
        (h0, h1, h2, h3, h4, h5) = (h0 - mean, h1 - mean, h2 - mean, h3 - mean, h4 - mean, h5 - mean);
        var square = h0 * h0;
        square = Vector512.FusedMultiplyAdd(h1, h1, square);
        square = Vector512.FusedMultiplyAdd(h2, h2, square);
        square = Vector512.FusedMultiplyAdd(h3, h3, square);
        square = Vector512.FusedMultiplyAdd(h4, h4, square);
        square = Vector512.FusedMultiplyAdd(h5, h5, square);
        var scale = Vector512.Create(ScaleOf(SumOf(square)));
        float* gain = _gain.Pointer, offset = _offset.Pointer;
        Store(0, h0);
        Store(16, h1);
        Store(32, h2);
        Store(48, h3);
        Store(64, h4);
        Store(80, h5);

        void Store(int at, Vector512<float> value)
        {
            value = Vector512.FusedMultiplyAdd(value * scale, Vector512.Load(gain + at), Vector512.Load(offset + at));
            if (residual != null) value += Vector512.Load(residual + at);
            value.Store(y + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply256(float* h, float* residual, float* y)
    {
        var (low, high) = (Vector256.Load(h), Vector256.Load(h + 8));
        for (var i = Lanes; i < Width; i += Lanes) (low, high) = (low + Vector256.Load(h + i), high + Vector256.Load(h + i + 8));
        var mean = Vector256.Create(SumOf(low + high) / Width);
        var (a, b) = (Vector256.Load(h) - mean, Vector256.Load(h + 8) - mean);
        (low, high) = (a * a, b * b);
        for (var i = Lanes; i < Width; i += Lanes)
        {
            (a, b) = (Vector256.Load(h + i) - mean, Vector256.Load(h + i + 8) - mean);
            (low, high) = (Vector256.FusedMultiplyAdd(a, a, low), Vector256.FusedMultiplyAdd(b, b, high));
        }
        var scale = Vector256.Create(ScaleOf(SumOf(low + high)));
        for (var i = 0; i < Width; i += 8)
        {
            var value = Vector256.FusedMultiplyAdd(
                (Vector256.Load(h + i) - mean) * scale, Vector256.Load(_gain.Pointer + i), Vector256.Load(_offset.Pointer + i));
            if (residual != null) value += Vector256.Load(residual + i);
            value.Store(y + i);
        }
    }

    private void ApplyScalar(float* h, float* residual, float* y)
    {
        var sums = stackalloc float[Lanes];
        for (var i = 0; i < Lanes; i++) sums[i] = h[i];
        for (var i = Lanes; i < Width; i++) sums[i % Lanes] += h[i];
        var mean = SumOf(sums) / Width;
        for (var i = 0; i < Lanes; i++) sums[i] = (h[i] - mean) * (h[i] - mean);
        for (var i = Lanes; i < Width; i++) sums[i % Lanes] = MathF.FusedMultiplyAdd(h[i] - mean, h[i] - mean, sums[i % Lanes]);
        var scale = ScaleOf(SumOf(sums));
        for (var i = 0; i < Width; i++)
        {
            var value = MathF.FusedMultiplyAdd((h[i] - mean) * scale, _gain.Pointer[i], _offset.Pointer[i]);
            y[i] = residual != null ? value + residual[i] : value;
        }
    }

    private static float ScaleOf(float squares) => 1 / MathF.Sqrt(squares / Width + Epsilon);

    private static float SumOf(Vector512<float> v) => SumOf(v.GetLower() + v.GetUpper());

    private static float SumOf(Vector256<float> v)
    {
        var four = v.GetLower() + v.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }

    private static float SumOf(float* lanes)
    {
        for (var half = Lanes / 2; half >= 1; half /= 2)
            for (var i = 0; i < half; i++) lanes[i] += lanes[i + half];
        return lanes[0];
    }
}
