using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>What compiled resolvers call to bring results into the forms that execution takes.</summary>
internal static class AsyncValues
{
    public static Func<Task, object?> Reader<T>() => static task => ((Task<T>)task).GetAwaiter().GetResult();

    /// <summary>The value itself when it is there, else a task.</summary>
    public static object? FromValueTask<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.Result : task.AsTask();

    public static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            list.Add(item);
        return list;
    }

    public static Connection<T> Slice<T>(IEnumerable<T> items, PagingArguments arguments) => ListPaging.Slice(items, arguments);

    public static async Task<Connection<T>> SliceAsync<TList, T>(Task<TList> items, PagingArguments arguments)
        where TList : IEnumerable<T> => ListPaging.Slice(await items.ConfigureAwait(false), arguments);

    public static async Task<Connection<T>> SliceValueTaskAsync<TList, T>(ValueTask<TList> items, PagingArguments arguments)
        where TList : IEnumerable<T> => ListPaging.Slice(await items.ConfigureAwait(false), arguments);
}

/// <summary>Event streams of subscriptions, without regard to the type of their events.</summary>
internal static class EventStreams
{
    public static ValueTask<IAsyncEnumerable<object?>> Open<T>(IAsyncEnumerable<T> stream) => new(Box(stream));

    public static async ValueTask<IAsyncEnumerable<object?>> Open<T>(Task<IAsyncEnumerable<T>> stream) => Box(await stream.ConfigureAwait(false));

    public static async ValueTask<IAsyncEnumerable<object?>> Open<T>(ValueTask<IAsyncEnumerable<T>> stream) => Box(await stream.ConfigureAwait(false));

    private static IAsyncEnumerable<object?> Box<T>(IAsyncEnumerable<T> stream) => stream as IAsyncEnumerable<object?> ?? BoxEach(stream);

    private static async IAsyncEnumerable<object?> BoxEach<T>(
        IAsyncEnumerable<T> stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return item;
    }
}

/// <summary>The paging arguments of one field: where they stand, and their limits.</summary>
internal sealed class PagingField(int firstIndex, int defaultPageSize, int maxPageSize, bool slicesList)
{
    /// <summary>The resolver returns a plain sequence, which the engine cuts.</summary>
    public bool SlicesList => slicesList;

    public int DefaultPageSize => defaultPageSize;

    public int MaxPageSize => maxPageSize;

    /// <summary>Reads first, after, last and before, in this order from <paramref name="arguments"/>.</summary>
    /// <exception cref="GraphQLException">A size is negative or too large.</exception>
    public PagingArguments Read(object?[] arguments)
    {
        var first = Size(arguments[firstIndex], "first");
        var last = Size(arguments[firstIndex + 2], "last");
        if (first is null && last is null)
            first = defaultPageSize;
        return new(first, arguments[firstIndex + 1] as string, last, arguments[firstIndex + 3] as string);
    }

    private int? Size(object? value, string name)
    {
        if (value is not int size)
            return null;
        if (size < 0)
            throw Refuse($"The argument \"{name}\" must not be negative, but is {size}.");
        if (size > maxPageSize)
            throw Refuse($"The argument \"{name}\" is {size}, but a page has at most {maxPageSize} items.");
        return size;
    }

    private static GraphQLException Refuse(string message) => new(new GraphQLError(message) { Code = Execution.ExecutionErrorCodes.BadUserInput });
}
