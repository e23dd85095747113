using System.Text.Json;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>A comparison as far as it is found and ordered by.</summary>
/// <param name="Metric">As in <see cref="ComparisonKey.Metric"/>.</param>
/// <param name="Rank">Minus the spread, so that the largest difference sorts first; never minus zero, which a cursor would show.</param>
/// <param name="FirstDay">Day on which the first of its numbers was published, 0 where that is unknown; null where words are compared.</param>
/// <param name="Claims">JSON array of the ids of the claims that are compared, so that a reader need not group all of the event again; null where words are.</param>
internal sealed record ComparisonSummary(string Metric, DifferenceKind Kind, int Articles, double Rank, int? FirstDay, string? Claims)
{
    /// <summary>Whether reports that differ so say different things, and not the same in other words.</summary>
    public static bool Differs(DifferenceKind kind) => kind is not (DifferenceKind.None or DifferenceKind.Framing);

    /// <summary>All comparisons that stand with an event.</summary>
    /// <param name="words">How the articles that report it differ in words.</param>
    /// <param name="claims">The claims on it and its parts; none where it is itself a part.</param>
    public static IEnumerable<ComparisonSummary> Of(IEnumerable<WordDifference> words, IEnumerable<ComparableClaim> claims)
    {
        foreach (var difference in words) yield return new(ComparisonKey.AspectMark + difference.Aspect, difference.Kind, difference.Articles, 0, null, null);
        foreach (var group in ClaimGroups.Of(claims))
        {
            var comparison = ClaimComparer.Compare(group);
            var (first, compared) = (group.Claims.Min(claim => claim.Day), Ids(group.Claims));
            yield return new(group.Metric, comparison.Kind, comparison.Articles, 0 - comparison.Spread, first, compared);
            if (Sources(group.Claims) is { } sources) yield return new(ComparisonKey.Source + group.Metric, sources.Kind, sources.Articles, 0, first, compared);
        }
    }

    /// <summary>As in <see cref="Claims"/>.</summary>
    public static string Ids(IEnumerable<ComparableClaim> claims) => JsonSerializer.Serialize(claims.Select(claim => claim.Id));

    /// <summary>The ids in such a list.</summary>
    public static string[] Ids(string claims) => JsonSerializer.Deserialize<string[]>(claims)!;

    /// <summary>How the sources that claims name differ; null where they do not.</summary>
    public static WordDifference? Sources(IEnumerable<ComparableClaim> claims) =>
        SourceComparer.Compare([.. claims.Select(claim => new SourcedNumber(claim.Id, claim.Article, claim.Published, claim.Source, claim.Called, default, default))]);
}
