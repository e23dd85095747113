using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace KnowledgeGraph.GraphQL.Relay;

/// <summary>Cuts a page out of a sequence by position. For stores, build keyset pages instead: positions move when items come in between.</summary>
public static class ListPaging
{
    /// <exception cref="GraphQLException">A cursor is not one of this list.</exception>
    public static Connection<T> Slice<T>(IEnumerable<T> items, PagingArguments arguments)
    {
        var list = items as IReadOnlyList<T> ?? items.ToList();
        var from = arguments.After is { } after ? Position(after, nameof(after)) + 1 : 0;
        var to = arguments.Before is { } before ? Math.Min(Position(before, nameof(before)), list.Count) : list.Count;
        from = Math.Min(from, to);
        var (start, end) = (from, to);
        if (arguments.First is { } first)
            end = Math.Min(end, start + first);
        if (arguments.Last is { } last)
            start = Math.Max(start, end - last);
        var edges = new Edge<T>[end - start];
        for (var i = 0; i < edges.Length; i++)
            edges[i] = new(list[start + i], Cursor(start + i));
        var info = new PageInfo(end < list.Count, start > 0, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new(edges, info, list.Count);
    }

    private static string Cursor(int position) => Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    private static int Position(string cursor, string argument)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (cursor.Length <= 32 && Convert.TryFromBase64String(cursor, bytes, out var written)
            && Utf8Parser.TryParse(bytes[..written], out int position, out var consumed) && consumed == written && position >= 0)
            return position;
        throw new GraphQLException(new GraphQLError($"The argument \"{argument}\" is not a cursor of this list.") { Code = Execution.ExecutionErrorCodes.BadUserInput });
    }
}
