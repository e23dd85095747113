using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>Which moves a state allows, as numbers to add to their scores: 0 or minus infinity.</summary>
internal sealed class MoveMask
{
    private readonly float[] _penalties;

    /// <param name="moves">Number of moves.</param>
    /// <param name="padded">Length of score vectors, a multiple of 8; what lies beyond the moves is never allowed.</param>
    /// <param name="allows">Whether a move is allowed.</param>
    public MoveMask(int moves, int padded, Func<int, bool> allows)
    {
        _penalties = new float[padded];
        for (var i = 0; i < padded; i++) _penalties[i] = i < moves && allows(i) ? 0 : float.NegativeInfinity;
    }

    /// <summary>The first of the best allowed moves, or -1 where none is allowed. Changes the scores.</summary>
    public int Best(Span<float> scores)
    {
        ref var score = ref MemoryMarshal.GetReference(scores[.._penalties.Length]);
        ref var penalty = ref MemoryMarshal.GetArrayDataReference(_penalties);
        var best = Vector256.Create(float.NegativeInfinity);
        for (nuint i = 0; i < (nuint)_penalties.Length; i += 8)
        {
            var sum = Vector256.LoadUnsafe(ref score, i) + Vector256.LoadUnsafe(ref penalty, i);
            sum.StoreUnsafe(ref score, i);
            best = Vector256.Max(best, sum);
        }
        var four = Vector128.Max(best.GetLower(), best.GetUpper());
        var greatest = MathF.Max(MathF.Max(four[0], four[1]), MathF.Max(four[2], four[3]));
        if (float.IsNegativeInfinity(greatest)) return -1;
        for (nuint i = 0; i < (nuint)_penalties.Length; i += 8)
        {
            var equal = Vector256.Equals(Vector256.LoadUnsafe(ref score, i), Vector256.Create(greatest)).ExtractMostSignificantBits();
            if (equal != 0) return (int)i + BitOperations.TrailingZeroCount(equal);
        }
        return -1;
    }
}
