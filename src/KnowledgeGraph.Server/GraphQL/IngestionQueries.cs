using System.Globalization;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Feeds;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>How articles come in.</summary>
[QueryType]
public static class IngestionQueries
{
    /// <summary>How far an article is on its way into the graph; null where nothing is remembered under the id.</summary>
    public static IngestionNode? GetIngestion([ID] string id, IngestionLog log) => log.Find(id) is { } state ? new(state) : null;

    /// <summary>Articles on their way into the graph and those that came last, newest first.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static Connection<IngestionNode> GetIngestions(PagingArguments paging, IngestionLog log, IReadOnlyList<IngestionStatus>? status = null)
    {
        if (paging.IsBackward || paging.Before is not null) throw BadInput.Of("ingestions is read forward: expected first and after.");
        long? before = null;
        if (paging.After is { } cursor)
            before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw BadInput.Of("The cursor is not one of ingestions.");
        var states = log.Page(paging.Size + 1, before, status);
        var edges = states.Take(paging.Size).Select(state => new Edge<IngestionNode>(new(state), state.Number.ToString(CultureInfo.InvariantCulture))).ToArray();
        return new(
            edges, new PageInfo(states.Count > paging.Size, before is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor),
            _ => ValueTask.FromResult(log.Count(status)));
    }

    /// <summary>The feeds that the server follows, by address.</summary>
    [ListSize(AssumedSize = 50)]
    public static IReadOnlyList<FeedNode> GetFeeds(FeedPoller poller) => [.. poller.Feeds.Select(feed => new FeedNode(feed))];
}
