using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Server.Ingestion.Feeds;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>Brings in what stands at addresses: pages, and all entries of feeds.</summary>
public sealed class AddressIngestion(IngestionService service, WebArticles articles, FeedPoll feeds)
{
    /// <summary>Reads one address after the other; refusals are collected, never thrown.</summary>
    public async Task<IngestReport> RunAsync(IReadOnlyList<Uri> addresses, CancellationToken cancellation = default)
    {
        var refusals = new List<ReadResult>();
        var before = service.Log.Page(1) is [var newest] ? newest.Number : 0;
        foreach (var address in addresses)
        {
            var read = await articles.ReadAsync(address, null, cancellation);
            if (read.Article is { } article)
            {
                var state = await service.SubmitAsync(article, address.AbsoluteUri, read.Warnings, null, cancellation);
                await service.Log.EndAsync(state, Timeout.InfiniteTimeSpan, cancellation);
            }
            else if (read.Feed is not null)
            {
                var feed = await feeds.RunAsync(new(address.AbsoluteUri), cancellation);
                if (feed.LastError is { } error && !service.Log.Page(IngestionLog.MostKept).Any(state => state.Number > before && state.Failure is not null)) refusals.Add(Refused(address.AbsoluteUri, error));
            }
            else refusals.Add(Refused(address.AbsoluteUri, read.Failure!.Message));
        }
        var states = service.Log.Page(IngestionLog.MostKept).Where(state => state.Number > before).Reverse().ToList();
        refusals.AddRange(states.Where(state => state.Failure is not null).Select(state => Refused(state.Name, state.Failure!.Message)));
        return new(
            states.Count(state => state is { Status: IngestionStatus.Recorded, Replaces: false }), states.Count(state => state.Replaces),
            states.Count(state => state.Status == IngestionStatus.Unchanged),
            states.Count(state => state.Failure is null && state.Warnings.Any(warning => warning.Kind == IngestionWarningKind.NotInEnglish)), refusals)
        {
            Remarks = [.. states.SelectMany(state => state.Warnings.Where(warning => warning.Kind != IngestionWarningKind.NotInEnglish).Select(warning => (state.Name, warning.Message)))],
        };
    }

    // Failures of the web are whole sentences of their own.
    private static ReadResult Refused(string name, string message) => ReadResult.Refused(name + ":", message);
}
