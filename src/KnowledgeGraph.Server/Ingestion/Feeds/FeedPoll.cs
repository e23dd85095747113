using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.Ingestion.Feeds;

/// <summary>One poll of one feed: ask whether something is new, take the new entries, say what is to be remembered.</summary>
public sealed class FeedPoll(
    WebFetcher fetcher, WebIngestion pages, IngestionService service, WebOptions web, FeedOptions options, TimeProvider time, Random chance)
{
    private const int MostRemembered = 2_000;

    private static readonly string[] FeedTypes =
        ["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/html", "text/plain", "application/xhtml+xml", "application/octet-stream"];

    /// <summary>Polls and gives the state afterwards.</summary>
    public async Task<FeedState> RunAsync(FeedState state, CancellationToken cancellation)
    {
        var request = new FetchRequest(new Uri(state.Address), web.MostFeedBytes, CutOff: true, FeedTypes) { ETag = state.ETag, LastModified = state.LastModified };
        var outcome = await fetcher.FetchAsync(request, cancellation);
        state = state with { LastPoll = time.GetUtcNow() };
        switch (outcome)
        {
            case NotModified: return Next(state with { LastError = null, Failures = 0 }, null);
            case FetchFailed failed: return Failed(state, failed.Message, failed.RetryAfter);
            case Fetched answer: return await ReadAsync(state, answer, cancellation);
            default: throw new InvalidOperationException($"An outcome of a new kind: {outcome.GetType().Name}");
        }
    }

    private async Task<FeedState> ReadAsync(FeedState state, Fetched answer, CancellationToken cancellation)
    {
        var text = WebText.Decode(answer.Body, answer.Charset);
        var feed = FeedReader.Read(text, answer.Address, answer.IsCutOff);
        if (feed.Items.Count == 0 && feed.Problem is { } problem) return Failed(state, problem, null);
        return await TakeAsync(state with { Title = feed.Title ?? state.Title }, feed, answer, cancellation);
    }

    /// <summary>Takes the entries of a feed that are new.</summary>
    private async Task<FeedState> TakeAsync(FeedState state, FeedContents feed, Fetched answer, CancellationToken cancellation)
    {
        var seen = state.Seen.ToHashSet(StringComparer.Ordinal);
        var fresh = feed.Items.Select(item => (Item: item, Mark: Mark(item.Key))).DistinctBy(entry => entry.Mark).Where(entry => !seen.Contains(entry.Mark)).ToList();
        var taken = fresh.AsEnumerable().Reverse().Take(options.MostItems).ToList();
        var ends = new List<Task<(bool IsRecorded, string? Error)>>();
        // One after the other: a feed's entries are pages of one site.
        foreach (var (item, _) in taken) ends.Add(await StartAsync(item, feed.Title, answer.Address, cancellation));

        var failed = state.Failed.Where(pair => feed.Items.Any(item => Mark(item.Key) == pair.Key)).ToDictionary(StringComparer.Ordinal);
        List<string> done = [];
        string? error = null;
        long recorded = 0;
        for (var i = 0; i < taken.Count; i++)
        {
            var (mark, end) = (taken[i].Mark, await ends[i].WaitAsync(cancellation));
            if (end.IsRecorded) recorded++;
            var failures = end.Error is null ? 0 : failed.GetValueOrDefault(mark) + 1;
            error = end.Error ?? error;
            if (failures == 0 || failures >= options.Tries)
            {
                done.Add(mark);
                failed.Remove(mark);
            }
            else failed[mark] = failures;
        }
        // While something is left to be tried, the feed must not answer that nothing is new.
        var isWorkedOff = failed.Count == 0 && fresh.Count == taken.Count;
        var inFeed = feed.Items.Select(item => Mark(item.Key)).ToHashSet(StringComparer.Ordinal);
        var all = state.Seen.Concat(done).Distinct(StringComparer.Ordinal).ToList();
        var tooMany = all.Count - MostRemembered;
        return Next(
            state with
            {
                ETag = isWorkedOff ? answer.ETag : null,
                LastModified = isWorkedOff ? answer.LastModified : null,
                LastError = feed.Problem ?? error,
                Failures = 0,
                Articles = state.Articles + recorded,
                Seen = tooMany <= 0 ? all : [.. all.Where((mark, i) => i >= tooMany || inFeed.Contains(mark))],
                Failed = failed,
            },
            feed.Interval);
    }

    // Hands an entry in; the task that comes back ends when its article does.
    private async Task<Task<(bool, string?)>> StartAsync(FeedItem item, string? feedTitle, Uri feed, CancellationToken cancellation)
    {
        var end = new TaskCompletionSource<(bool, string?)>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Over(IngestionState state, Exception? cause) =>
            end.TrySetResult(state.Failure is { } failure ? (false, $"{state.Name}: {failure.Message}") : (true, null));

        var known = KnownOf(item, feedTitle);
        if (Whole(item, known) is { } article)
        {
            await service.SubmitAsync(article, article.Address ?? item.Key, [.. ArticleWarnings.Of(article, time.GetUtcNow())], Over, cancellation);
            return end.Task;
        }
        if (item.Address is not { } address) return Task.FromResult<(bool, string?)>((false, $"an entry of {feed.Host} has neither an address nor a whole article"));
        var state = service.Announce(address.AbsoluteUri, IngestionLane.Bulk);
        var read = await pages.FetchAsync(state, address, refuseFeeds: true, known, Over, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (read?.Article is null) end.TrySetResult((false, $"{address.AbsoluteUri}: {read?.Failure?.Message ?? "could not be read"}"));
        return end.Task;
    }

    private static ArticleMetadata KnownOf(FeedItem item, string? feedTitle)
    {
        var date = item.Published is { } published ? ArticleReader.DateOf(published) : null;
        return new(item.Title, feedTitle, item.Authors, date?.Day, date?.Instant);
    }

    private Article? Whole(FeedItem item, ArticleMetadata known)
    {
        if (item.Content is not { } content || content.Count(char.IsWhiteSpace) < options.WholeArticleWords) return null;
        var address = item.Address is { } uri ? WebArticles.Plain(uri).AbsoluteUri : null;
        var read = ArticleReader.Read(address ?? item.Key, content, ArticleFormat.Html, known with { Address = address, StableAddress = address ?? item.Key });
        return read.Article is { } article && article.Text.Count(char.IsWhiteSpace) >= options.WholeArticleWords ? article : null;
    }

    private FeedState Failed(FeedState state, string message, TimeSpan? retryAfter)
    {
        var failures = state.Failures + 1;
        var wait = options.Interval * Math.Pow(2, Math.Min(failures - 1, 10));
        return Next(state with { LastError = message, Failures = failures }, retryAfter > wait ? retryAfter : wait);
    }

    private FeedState Next(FeedState state, TimeSpan? asked)
    {
        var wait = asked > options.Interval ? asked.Value : options.Interval;
        if (wait > options.LongestInterval) wait = options.LongestInterval;
        double share;
        lock (chance) share = chance.NextDouble();
        return state with { NextPoll = time.GetUtcNow() + wait * (1 + options.Jitter * share) };
    }

    private static string Mark(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
}
