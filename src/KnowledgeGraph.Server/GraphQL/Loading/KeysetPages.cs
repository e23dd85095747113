using System.Buffers.Text;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>Pages of short lists that are read whole, by key as the store's pages are: what comes in between neither repeats nor hides an item.</summary>
internal static class KeysetPages
{
    private const int LongestCursor = 2000;

    /// <param name="all">The list in its order.</param>
    /// <param name="list">Names the list and its order: a cursor of another is refused.</param>
    /// <param name="key">What an item's cursor holds.</param>
    /// <param name="compare">Where an item stands to a cursor's key in the order of the list.</param>
    public static Connection<TNode> Cut<T, TNode>(
        IReadOnlyList<T> all, PagingArguments paging, string list, Func<T, string[]> key, Func<T, string[], int> compare, Func<T, TNode> node)
    {
        var after = paging.After is { } cursor ? Read(cursor, list) : null;
        var before = paging.Before is { } end ? Read(end, list) : null;
        var from = after is null ? 0 : Count(item => compare(item, after) <= 0);
        var to = before is null ? all.Count : Math.Max(from, Count(item => compare(item, before) < 0));
        var size = Math.Min(paging.Size, to - from);
        var start = paging.IsBackward ? to - size : from;
        return Connection<T>.Create(all.Skip(start).Take(size), item => Write(list, key(item)), start + size < all.Count, start > 0, _ => new(all.Count)).Select(node);

        int Count(Func<T, bool> isBefore)
        {
            var count = 0;
            while (count < all.Count && isBefore(all[count])) count++;
            return count;
        }
    }

    private static Connection<TNode> Select<T, TNode>(this Connection<T> items, Func<T, TNode> node) =>
        new([.. items.Edges.Select(edge => new Edge<TNode>(node(edge.Node), edge.Cursor))], items.PageInfo, items.CountAsync);

    private static string Write(string list, string[] key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([list, .. key]));

    private static string[] Read(string cursor, string list)
    {
        string[]? parts = null;
        if (cursor.Length <= LongestCursor)
            try { parts = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor)); }
            catch (Exception broken) when (broken is FormatException or JsonException) { parts = null; }
        if (parts is not [var mark, _, _]) throw BadInput.Of("The cursor is not one of this server's: use the cursors that its pages give.");
        if (mark != list) throw BadInput.Of("The cursor belongs to a query with another filter or order: start again without it.");
        return parts[1..];
    }
}
