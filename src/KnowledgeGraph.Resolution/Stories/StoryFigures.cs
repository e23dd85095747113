using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>The numbers that tell an article from others of its kind: the largest, each with the first word of its metric (<c>killed=212</c>), since two reports name one thing by more words or fewer.</summary>
public static class StoryFigures
{
    private const int Most = 16, Longest = 40;

    /// <summary>Those of all that an article states, the largest first.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Claim> claims) =>
        [.. claims.Where(claim => claim.Value is not null).Select(claim => (Metric: claim.Metric.Split('_', 2)[0], Value: Math.Abs(claim.Value!.Value))).Where(figure => figure.Metric.Length <= Longest).Distinct()
            .OrderByDescending(figure => figure.Value).ThenBy(figure => figure.Metric, StringComparer.Ordinal).Take(Most).Select(figure => $"{figure.Metric}={figure.Value.ToString("0.###", CultureInfo.InvariantCulture)}")];
}
