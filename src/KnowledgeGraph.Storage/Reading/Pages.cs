namespace KnowledgeGraph.Storage;

/// <summary>
/// A stretch of an ordered, filtered list, found by key and not by counting: page 1,000 costs what page 1 costs, and what is recorded
/// meanwhile neither repeats nor hides an item.
/// </summary>
/// <param name="Filter">Which items.</param>
/// <param name="Size">How many at most.</param>
public sealed record PageQuery<TFilter, TOrder>(TFilter Filter, int Size) where TFilter : class, new() where TOrder : struct, Enum
{
    public const int LargestSize = PageSize.Largest;

    /// <summary>Items after this cursor's item; null from the start.</summary>
    public string? After { get; init; }

    /// <summary>Items before this cursor's item; null to the end.</summary>
    public string? Before { get; init; }

    /// <summary>Takes the last items of the stretch in place of the first. They still come in list order.</summary>
    public bool FromEnd { get; init; }

    /// <summary>The order of the list; ties go by id, so that it is total.</summary>
    public TOrder Order { get; init; }
}

/// <summary>The items of a page in list order.</summary>
/// <param name="HasNext">Whether the filtered list goes on after the last item.</param>
/// <param name="HasPrevious">Whether the filtered list has items before the first.</param>
public sealed record Page<T>(IReadOnlyList<PageItem<T>> Items, bool HasNext, bool HasPrevious)
{
    public IEnumerable<T> Values => Items.Select(item => item.Value);

    public static Page<T> Empty { get; } = new([], false, false);
}

/// <summary>An item and the cursor that stands for its place in this query: opaque, and of no use with another filter or order.</summary>
public sealed record PageItem<T>(T Value, string Cursor);

internal static class PageSize
{
    public const int Largest = 1000;

    public static void Check(int size)
    {
        if (size is < 0 or > Largest) throw new GraphRequestException($"A page of {size} was asked for: expected 0 to {Largest}.");
    }
}
