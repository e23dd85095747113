using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>Where the reports of an event say that it happened.</summary>
internal static class Places
{
    public static WordDifference? Of(List<EventWords> articles)
    {
        var stated = articles.SelectMany(article => article.Reports.Where(report => report.Place is not null && report.Sentence.End <= article.Article.Text.Length).Select(report => (article, report)))
            .OrderBy(item => item.article.Article.Published ?? DateTimeOffset.MaxValue).ThenBy(item => item.report.Id, StringComparer.Ordinal).DistinctBy(item => (item.article.Article.Id, item.report.Place)).ToList();
        var places = stated.Select(item => item.report.Place!).Distinct().ToList();
        // Who names both, the city and its country, stands against nobody.
        var each = stated.GroupBy(item => item.article.Article.Id).Select(group => group.Select(item => item.report.Place!).ToHashSet()).ToList();
        if (places.Count < 2 || !each.Exists(one => each.Exists(other => !one.Overlaps(other)))) return null;
        var wide = stated.Exists(item => item.report.IsCountry);
        var names = string.Join(" and ", stated.Select(item => item.report.PlaceName).Distinct().Order(StringComparer.Ordinal));
        return new("place",
            [.. stated.Select(item => item.article.Article.Says(item.report.Sentence, item.report.PlaceName ?? item.report.Place!))],
            wide ? DifferenceKind.Scope : DifferenceKind.Conflict, [wide ? $"told of {names}, one in the other" : $"told of {names}"]);
    }
}
