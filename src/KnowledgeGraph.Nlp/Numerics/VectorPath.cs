using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KnowledgeGraph.Nlp.Numerics;

/// <summary>
/// Which registers the kernels use. Every path performs the same operations on every number in the same order (each sum runs over its terms one
/// after another with fused multiply-adds; sums over a row are taken in 16 strides), so all give the same bits.
/// </summary>
internal enum VectorPath
{
    Scalar,
    Vector256,
    Vector512,
}

internal static class VectorPaths
{
    /// <summary>The widest that this processor runs well.</summary>
    public static VectorPath Best =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? VectorPath.Vector512
        : Fma.IsSupported && Avx2.IsSupported ? VectorPath.Vector256
        : VectorPath.Scalar;

    /// <summary>All that this processor can run.</summary>
    public static IEnumerable<VectorPath> Supported =>
        Enum.GetValues<VectorPath>().Where(p => p switch
        {
            VectorPath.Vector512 => Avx512F.IsSupported,
            VectorPath.Vector256 => Fma.IsSupported && Avx2.IsSupported,
            _ => true,
        });
}
