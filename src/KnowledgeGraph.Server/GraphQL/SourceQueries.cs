using System.Globalization;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Orders of sources.</summary>
public enum SourceOrder
{
    /// <summary>Most articles first.</summary>
    ArticlesDescending,

    /// <summary>By name.</summary>
    Name,
}

/// <summary>Who publishes.</summary>
[QueryType]
public static class SourceQueries
{
    // Outlets are few; the store gives the largest of them in one answer.
    private const int MostSources = 10_000;

    /// <summary>The outlets whose articles are in the graph.</summary>
    /// <param name="namePrefix">Only those whose name begins so; case does not count.</param>
    /// <param name="published">Only those that published in this range of days, with articles of that range counted for the order.</param>
    /// <param name="mentioning">Only those that mention one of these entities, with such articles counted for the order.</param>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public static async Task<Connection<SourceNode>> GetSourcesAsync(
        PagingArguments paging, GraphSession session, CancellationToken cancellation, string? namePrefix = null, DayRangeInput? published = null,
        [ID] IReadOnlyList<string>? mentioning = null, SourceOrder order = SourceOrder.ArticlesDescending)
    {
        var counts = await session.ReadAsync(
            reader => reader.CountsAsync(new(CountedKind.Articles, CountFacet.Outlet, MostSources) { When = published?.Range, Entities = mentioning }, cancellation), cancellation);
        var all = counts.Where(count => count.Key.Length > 0 && (namePrefix is null || count.Key.StartsWith(namePrefix, StringComparison.OrdinalIgnoreCase))).ToList();
        all.Sort((a, b) => Compare(order, (a.Count, a.Key), (b.Count, b.Key)));
        return KeysetPages.Cut(all, paging, $"sources {order}", count => [count.Count.ToString(CultureInfo.InvariantCulture), count.Key],
            (count, key) => Compare(order, (count.Count, count.Key), (long.TryParse(key[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, key[1])), count => new SourceNode(count.Key));
    }

    private static int Compare(SourceOrder order, (long Count, string Key) a, (long Count, string Key) b) =>
        order == SourceOrder.ArticlesDescending && a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Key, b.Key);
}
