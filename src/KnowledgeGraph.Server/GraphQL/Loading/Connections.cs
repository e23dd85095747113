using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>From the store's keyset pages to connections.</summary>
internal static class Connections
{
    public static async Task<Connection<TNode>> ConnectAsync<T, TFilter, TOrder, TNode>(
        this PageLoader<T, TFilter, TOrder> pages, TFilter filter, TOrder order, PagingArguments paging, Func<T, TNode> node, CancellationToken cancellation)
        where T : class where TFilter : class, new() where TOrder : struct, Enum
    {
        var page = await pages.PageAsync(
            new PageQuery<TFilter, TOrder>(filter, paging.Size) { After = paging.After, Before = paging.Before, FromEnd = paging.IsBackward, Order = order }, cancellation);
        return Connect(page.Items, page.HasNext, page.HasPrevious, node, stop => pages.CountAsync(filter, stop));
    }

    public static Connection<TNode> Connect<T, TNode>(
        IReadOnlyList<PageItem<T>> items, bool hasNext, bool hasPrevious, Func<T, TNode> node, Func<CancellationToken, ValueTask<int>>? count)
    {
        var edges = items.Select(item => new Edge<TNode>(node(item.Value), item.Cursor)).ToArray();
        return new(edges, new PageInfo(hasNext, hasPrevious, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor), count);
    }
}
