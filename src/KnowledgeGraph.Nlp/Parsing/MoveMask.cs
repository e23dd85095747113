using System.Numerics.Tensors;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>Which moves a state allows, as numbers to add to their scores: 0 or minus infinity.</summary>
internal sealed class MoveMask
{
    private readonly float[] _penalties;

    /// <param name="moves">Number of moves.</param>
    /// <param name="padded">Length of score vectors; what lies beyond the moves is never allowed.</param>
    /// <param name="allows">Whether a move is allowed.</param>
    public MoveMask(int moves, int padded, Func<int, bool> allows)
    {
        _penalties = new float[padded];
        for (var i = 0; i < padded; i++) _penalties[i] = i < moves && allows(i) ? 0 : float.NegativeInfinity;
    }

    /// <summary>The first of the best allowed moves, or -1 where none is allowed. Changes the scores.</summary>
    public int Best(Span<float> scores)
    {
        TensorPrimitives.Add(scores, _penalties, scores);
        var best = TensorPrimitives.IndexOfMax(scores);
        return float.IsNegativeInfinity(scores[best]) ? -1 : best;
    }
}
