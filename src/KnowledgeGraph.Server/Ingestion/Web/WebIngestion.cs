using KnowledgeGraph.Extraction.Articles;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>Fetches pages for clients and hands them to the service. Bounded: not more than some wait to be fetched, and few are fetched at once.</summary>
public sealed class WebIngestion(IngestionService service, WebArticles articles, ILogger<WebIngestion> logger) : IDisposable
{
    private const int MostWaiting = 64;

    private readonly SemaphoreSlim _turn = new(service.Options.Fetches);
    private int _waiting;

    /// <summary>Accepts the address of a page that a client waits for, or says when to try again.</summary>
    public Acceptance Submit(Uri address)
    {
        if (service.IsStopping) return new(null);
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return new(null, service.RetryAfter);
        }
        var state = service.Announce(address.AbsoluteUri, IngestionLane.Interactive);
        _ = Task.Run(async () =>
        {
            try
            {
                await FetchAsync(state, address, refuseFeeds: true, null, null, service.Stopping);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        });
        return new(state);
    }

    /// <summary>Fetches what is announced, one of few at once, and hands it in; gives what stood there.</summary>
    /// <param name="known">What a feed says of it.</param>
    /// <param name="over">Called with its end where an article was handed in.</param>
    internal async Task<WebRead?> FetchAsync(
        IngestionState state, Uri address, bool refuseFeeds, ArticleMetadata? known, Action<IngestionState, Exception?>? over, CancellationToken cancellation)
    {
        try
        {
            WebRead read;
            await _turn.WaitAsync(cancellation);
            try
            {
                read = await articles.ReadAsync(address, known, cancellation);
            }
            finally
            {
                _turn.Release();
            }
            if (read.Article is { } article) await service.SubmitAnnouncedAsync(state, article, read.Warnings, over, cancellation);
            else if (read.Failure is { } failure) service.Refuse(state, failure);
            else if (refuseFeeds) service.Refuse(state, new(IngestionFailureKind.NotRead, $"{address.AbsoluteUri} is a feed; expected the page of an article. Feeds are followed with kg serve --feed"));
            return read;
        }
        catch (OperationCanceledException)
        {
            service.Refuse(state, new(IngestionFailureKind.Abandoned, "the server stopped while it was fetched"));
        }
        catch (Exception failed)
        {
            logger.LogError(failed, "{Address} could not be fetched", address);
            service.Refuse(state, new(IngestionFailureKind.NotFetched, $"{address.Host} could not be read ({failed.GetType().Name})"));
        }
        return null;
    }

    public void Dispose() => _turn.Dispose();
}
