using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A number as far as comparing its sources needs.</summary>
/// <param name="Source">Global id of who gives it; null where the article does.</param>
/// <param name="Called">What its article calls it, where it is called so alone; see <see cref="EntityProfile.InstitutionOf"/>.</param>
public sealed record SourcedNumber(string Id, string Article, DateTimeOffset? Published, string? Source, string? Called, TextSpan Span, TextSpan Sentence)
{
    internal string? Key => KeyOf(Source, Called);

    internal static string? KeyOf(string? source, string? called) => called is null ? source : "called:" + called;
}

/// <summary>Whom the articles name as the source of the numbers of one metric.</summary>
public static class SourceComparer
{
    /// <summary>Which side it is to name a source: by its place among those named.</summary>
    internal static string Position(string? source, List<string> named) => source is null ? "no source" : FormattableString.Invariant($"source {named.IndexOf(source) + 1}");

    /// <summary>How they differ; null where all name the same, or fewer than two articles take part.</summary>
    public static WordDifference? Compare(IReadOnlyCollection<SourcedNumber> numbers)
    {
        var articles = numbers.Select(number => number.Article).Distinct().Count();
        var sources = numbers.Select(number => number.Key).Distinct().Count();
        if (articles < 2 || sources < 2) return null;
        var ordered = numbers.OrderBy(number => number.Published ?? DateTimeOffset.MaxValue).ThenBy(number => number.Id, StringComparer.Ordinal).ToList();
        var named = ordered.Select(number => number.Key).OfType<string>().Distinct().ToList();
        return new("source",
            [.. ordered.Select(number => new WordedStatement(number.Id, number.Article, number.Published, number.Span, number.Sentence, number.Source, Position(number.Key, named)))],
            DifferenceKind.Framing, [FormattableString.Invariant($"attributed in {sources} ways by {articles} articles")]);
    }
}
