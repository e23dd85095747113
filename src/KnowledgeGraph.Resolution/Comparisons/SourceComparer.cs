using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A number as far as comparing its sources needs.</summary>
/// <param name="Source">Global id of who gives it; null where the article does.</param>
public sealed record SourcedNumber(string Id, string Article, DateTimeOffset? Published, string? Source, TextSpan Span, TextSpan Sentence);

/// <summary>Whom the articles name as the source of the numbers of one metric.</summary>
public static class SourceComparer
{
    /// <summary>How they differ; null where all name the same, or fewer than two articles take part.</summary>
    public static WordDifference? Compare(IReadOnlyCollection<SourcedNumber> numbers)
    {
        var articles = numbers.Select(number => number.Article).Distinct().Count();
        var sources = numbers.Select(number => number.Source).Distinct().Count();
        if (articles < 2 || sources < 2) return null;
        return new("source",
            [.. numbers.OrderBy(number => number.Published ?? DateTimeOffset.MaxValue).ThenBy(number => number.Id, StringComparer.Ordinal)
                .Select(number => new WordedStatement(number.Id, number.Article, number.Published, number.Span, number.Sentence, number.Source, number.Source ?? "the article itself"))],
            DifferenceKind.Framing, [FormattableString.Invariant($"attributed in {sources} ways by {articles} articles")]);
    }
}
