using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>What is remarkable about articles that are kept all the same.</summary>
internal static class ArticleWarnings
{
    /// <summary>Where no place on earth has reached the day of publication yet.</summary>
    public static IEnumerable<IngestionWarning> Of(Article article, DateTimeOffset now)
    {
        var latest = DateOnly.FromDateTime(now.UtcDateTime.AddHours(14));
        if (article.Published is { } published && published.First > latest)
            yield return new(IngestionWarningKind.PublishedInFuture, string.Create(CultureInfo.InvariantCulture, $"is dated {published}, which is still to come; it is kept with that date"));
    }

    /// <summary>An article without extraction.</summary>
    public static IngestionWarning Skipped(Article article) =>
        new(IngestionWarningKind.NotInEnglish, $"is not in English ({article.Language}); it is kept without facts");
}
