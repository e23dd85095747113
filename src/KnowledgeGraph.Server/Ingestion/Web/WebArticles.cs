using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>What stands at a web address: an article, a feed, or neither.</summary>
/// <param name="Article">Null where it is none.</param>
/// <param name="Feed">The text of a feed; null where it is none.</param>
/// <param name="Failure">Null where there is an article or a feed.</param>
/// <param name="Fetch">Why it could not be had; null where it was had and cannot be read.</param>
public sealed record WebRead(Uri Address, Article? Article, string? Feed, IngestionFailure? Failure, FetchFailureKind? Fetch = null)
{
    public IReadOnlyList<IngestionWarning> Warnings { get; init; } = [];
}

/// <summary>Reads pages into articles.</summary>
public sealed class WebArticles(WebFetcher fetcher, WebOptions options, TimeProvider time)
{
    private static readonly string[] PageTypes =
        ["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"];

    // What names a campaign and not an article.
    private static readonly string[] Tracking = ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"];

    /// <summary>The article at an address.</summary>
    /// <param name="known">What a feed says of it; the page itself goes before.</param>
    public async Task<WebRead> ReadAsync(Uri address, ArticleMetadata? known = null, CancellationToken cancellation = default) =>
        await fetcher.FetchAsync(new(address, options.MostPageBytes, MediaTypes: PageTypes), cancellation) switch
        {
            Fetched page => Read(page, known),
            FetchFailed failed => new(address, null, null, new(IngestionFailureKind.NotFetched, failed.Message, failed.RetryAfter), failed.Kind),
            _ => new(address, null, null, new(IngestionFailureKind.NotFetched, $"{address.Host} says that nothing is new", null), FetchFailureKind.ErrorStatus),
        };

    /// <summary>The address without what does not name the article: fragment and marks of campaigns.</summary>
    public static Uri Plain(Uri address)
    {
        var pairs = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var kept = pairs.Where(pair => pair.Split('=')[0].ToLowerInvariant() is var name && !name.StartsWith("utm_", StringComparison.Ordinal) && !Tracking.Contains(name)).ToList();
        return new UriBuilder(address) { Fragment = "", Query = kept.Count == pairs.Length ? address.Query : string.Join('&', kept) }.Uri;
    }

    private WebRead Read(Fetched page, ArticleMetadata? known)
    {
        var address = Plain(page.Address);
        var text = WebText.Decode(page.Body, page.Charset);
        if (FeedReader.IsFeed(text)) return new(address, null, text, null);
        if (text.AsSpan().IndexOf('\0') >= 0) return Unreadable(address, $"{address.Host} sent something that is no text");
        var read = page.MediaType is "text/plain" or "text/markdown" && !text.AsSpan().TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            ? ArticleReader.Read(
                address.AbsoluteUri, text, page.MediaType is "text/markdown" ? ArticleFormat.Markdown : ArticleFormat.Text,
                (known ?? new()) with { Address = address.AbsoluteUri, StableAddress = address.AbsoluteUri })
            : ArticleReader.ReadPage(address, text, known);
        return read.Article is { } article
            ? new(address, article, null, null) { Warnings = [.. ArticleWarnings.Of(article, time.GetUtcNow())] }
            : Unreadable(address, read.Refusal!);
    }

    private static WebRead Unreadable(Uri address, string reason) => new(address, null, null, new(IngestionFailureKind.NotRead, reason));
}
