namespace KnowledgeGraph.Resolution;

/// <summary>Facts as numbers, for the regressions and the trees that weigh them.</summary>
internal static class FeatureValue
{
    public static double Is(bool so) => so ? 1 : 0;

    /// <summary>How many times as large one number is as another, as a natural logarithm: near 0 where they are near each other. Half of one is added to each, so that nought is a number like others.</summary>
    public static double LogRatio(decimal one, decimal other) => Math.Log(((double)Math.Abs(one) + 0.5) / ((double)Math.Abs(other) + 0.5));
}
