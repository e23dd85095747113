namespace KnowledgeGraph.Quality;

/// <summary>
/// Weights that make what was labelled likeliest, drawn towards 0 as a normal prior would with features of one spread (ridge); by Newton's method. The first feature is 1 for all and is not drawn.
/// </summary>
internal static class LogisticRegression
{
    private const int MostSteps = 50;
    private const double Penalty = 10, Least = 1e-9;

    /// <exception cref="ArgumentException">There is no example.</exception>
    public static double[] Fit(IReadOnlyList<LabelledPair> pairs)
    {
        if (pairs.Count == 0) throw new ArgumentException("no pair to learn from", nameof(pairs));
        var n = pairs[0].Features.Length;
        var total = pairs.Sum(pair => pair.Weight);
        var spread = new double[n];
        for (var i = 1; i < n; i++)
        {
            var mean = pairs.Sum(pair => pair.Weight * pair.Features[i]) / total;
            spread[i] = Math.Sqrt(pairs.Sum(pair => pair.Weight * Math.Pow(pair.Features[i] - mean, 2)) / total);
        }
        var weights = new double[n];
        for (var step = 0; step < MostSteps; step++)
        {
            var slope = new double[n];
            var curve = new double[n, n];
            for (var i = 0; i < n; i++)
            {
                slope[i] = -Penalty * spread[i] * spread[i] * weights[i];
                curve[i, i] = Penalty * spread[i] * spread[i] + Least;
            }
            foreach (var pair in pairs)
            {
                var chance = 1 / (1 + Math.Exp(-Odds(weights, pair.Features)));
                var bend = pair.Weight * chance * (1 - chance);
                for (var i = 0; i < n; i++)
                {
                    if (pair.Features[i] == 0) continue;
                    slope[i] += pair.Weight * ((pair.IsOne ? 1 : 0) - chance) * pair.Features[i];
                    for (var j = 0; j < n; j++) curve[i, j] += bend * pair.Features[i] * pair.Features[j];
                }
            }
            var move = Solve(curve, slope);
            for (var i = 0; i < n; i++) weights[i] += move[i];
            if (move.Max(Math.Abs) < Least) break;
        }
        return weights;
    }

    public static double Odds(double[] weights, double[] features) => weights.Zip(features, (weight, feature) => weight * feature).Sum();

    // Gauss's elimination; the matrix is positive definite.
    private static double[] Solve(double[,] left, double[] right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
            for (var row = i + 1; row < n; row++)
            {
                var times = left[row, i] / left[i, i];
                for (var column = i; column < n; column++) left[row, column] -= times * left[i, column];
                right[row] -= times * right[i];
            }
        var solved = new double[n];
        for (var i = n - 1; i >= 0; i--)
        {
            var rest = right[i];
            for (var column = i + 1; column < n; column++) rest -= left[i, column] * solved[column];
            solved[i] = rest / left[i, i];
        }
        return solved;
    }
}

/// <summary>Two that are one or two, and what they have in common.</summary>
/// <param name="Set">What is left out together.</param>
internal sealed record LabelledPair(string Set, bool IsOne, double[] Features, double Weight = 1);
