using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KnowledgeGraph.Nlp.Numerics;

/// <summary>Operations on each number alone: the same bits whatever the registers' width.</summary>
internal static class Elementwise
{
    /// <summary><c>sum += terms</c>.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> terms)
    {
        var to = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var from = MemoryMarshal.Cast<float, Vector<float>>(terms[..sum.Length]);
        for (var i = 0; i < to.Length; i++) to[i] += from[i];
        for (var i = to.Length * Vector<float>.Count; i < sum.Length; i++) sum[i] += terms[i];
    }

    /// <summary><c>best = max(best, others)</c>.</summary>
    public static void Max(Span<float> best, ReadOnlySpan<float> others)
    {
        var to = MemoryMarshal.Cast<float, Vector<float>>(best);
        var from = MemoryMarshal.Cast<float, Vector<float>>(others[..best.Length]);
        for (var i = 0; i < to.Length; i++) to[i] = Vector.Max(to[i], from[i]);
        for (var i = to.Length * Vector<float>.Count; i < best.Length; i++) best[i] = MathF.Max(best[i], others[i]);
    }

    /// <summary>Finite half-precision numbers as floats, exactly.</summary>
    public static void ToSingle(ReadOnlySpan<Half> source, Span<float> destination)
    {
        // A half's exponent and fraction, moved to a float's place, are the number but for the difference of the exponents' biases.
        var (magnitude, sign) = (Vector256.Create(0x7FFFu), Vector256.Create(0x8000u));
        var rescale = Vector256.Create(BitConverter.UInt32BitsToSingle((127 + 112) << 23));
        var halves = MemoryMarshal.Cast<Half, ushort>(source);
        ref var from = ref MemoryMarshal.GetReference(halves);
        ref var to = ref MemoryMarshal.GetReference(destination[..source.Length]);
        var i = 0;
        for (; i <= source.Length - 8; i += 8)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)i));
            var bits = Vector256.Create(low, high);
            var value = ((bits & magnitude) << 13).AsSingle() * rescale;
            (value.AsUInt32() | ((bits & sign) << 16)).AsSingle().StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < source.Length; i++) destination[i] = (float)source[i];
    }
}
