using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Relay;

/// <summary>What every connection shows, whatever its nodes are.</summary>
public interface IConnection
{
    IReadOnlyList<IEdge> Edges { get; }

    PageInfo PageInfo { get; }

    /// <summary>Counts all items that the connection runs over; null when it was not asked for.</summary>
    Func<CancellationToken, ValueTask<int>>? CountAsync { get; }
}

/// <summary>A page of a list of <typeparamref name="T"/>. Source: GraphQL Cursor Connections Specification.</summary>
public class Connection<T>(IReadOnlyList<Edge<T>> edges, PageInfo pageInfo, Func<CancellationToken, ValueTask<int>>? countAsync = null) : IConnection
{
    public Connection(IReadOnlyList<Edge<T>> edges, PageInfo pageInfo, int totalCount)
        : this(edges, pageInfo, _ => new(totalCount))
    {
    }

    /// <summary>The items with their cursors.</summary>
    public IReadOnlyList<Edge<T>> Edges => edges;

    /// <summary>Where the page stands in the list.</summary>
    public PageInfo PageInfo => pageInfo;

    IReadOnlyList<IEdge> IConnection.Edges => Edges;

    [GraphQLIgnore]
    public Func<CancellationToken, ValueTask<int>>? CountAsync => countAsync;

    /// <summary>A connection over a page whose items know their cursors.</summary>
    /// <param name="items">The items of the page, in the order of the list.</param>
    public static Connection<T> Create(
        IEnumerable<T> items, Func<T, string> cursor, bool hasNextPage, bool hasPreviousPage, Func<CancellationToken, ValueTask<int>>? countAsync = null)
    {
        var edges = items.Select(item => new Edge<T>(item, cursor(item))).ToArray();
        return new(edges, new PageInfo(hasNextPage, hasPreviousPage, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor), countAsync);
    }

    public static Connection<T> Empty { get; } = new([], new PageInfo(false, false, null, null), 0);
}

/// <summary>An item of a connection. <paramref name="Cursor"/>: opaque to clients, where to continue.</summary>
public record Edge<T>(T Node, string Cursor) : IEdge
{
    object? IEdge.Node => Node;
}

/// <summary>What every edge shows, whatever its node is.</summary>
public interface IEdge
{
    object? Node { get; }

    string Cursor { get; }
}

/// <summary>Where a page stands in its list.</summary>
/// <param name="HasNextPage">There are items after the page.</param>
/// <param name="HasPreviousPage">There are items before the page.</param>
/// <param name="StartCursor">The cursor of the first item.</param>
/// <param name="EndCursor">The cursor of the last item.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
