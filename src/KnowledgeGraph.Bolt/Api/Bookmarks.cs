namespace KnowledgeGraph.Bolt;

/// <summary>Marks of committed work that a later transaction wants to see.</summary>
public sealed class Bookmarks : IEquatable<Bookmarks>
{
    private Bookmarks(string[] values) => Values = values;

    internal static Bookmarks Empty { get; } = new([]);

    public string[] Values { get; }

    public static Bookmarks From(params string[] values) => From((IEnumerable<string>)values);

    public static Bookmarks From(IEnumerable<string> values)
    {
        string[] distinct = [.. values.Where(value => !string.IsNullOrEmpty(value)).Distinct(StringComparer.Ordinal)];
        return distinct.Length == 0 ? Empty : new Bookmarks(distinct);
    }

    internal static Bookmarks From(IEnumerable<Bookmarks?>? sets) => sets is null ? Empty : From(sets.Where(set => set is not null).SelectMany(set => set!.Values));

    public bool Equals(Bookmarks? other) => other is not null && Values.ToHashSet(StringComparer.Ordinal).SetEquals(other.Values);

    public override bool Equals(object? obj) => Equals(obj as Bookmarks);

    public override int GetHashCode() => Values.Aggregate(0, (hash, value) => hash ^ value.GetHashCode(StringComparison.Ordinal));

    public override string ToString() => $"Bookmarks({string.Join(", ", Values)})";
}

/// <summary>Shares bookmarks among sessions, so that each sees what the others wrote.</summary>
public interface IBookmarkManager
{
    Task<string[]> GetBookmarksAsync(CancellationToken cancellationToken = default);

    Task UpdateBookmarksAsync(string[] previousBookmarks, string[] newBookmarks, CancellationToken cancellationToken = default);
}

/// <summary>Where a bookmark manager starts, where it looks for more, and whom it tells.</summary>
/// <param name="BookmarkSupplierAsync">Asked for further bookmarks before each transaction.</param>
/// <param name="NotifyBookmarksAsync">Told of the whole set after each change.</param>
public sealed record BookmarkManagerConfig(
    IEnumerable<string>? InitialBookmarks = null,
    Func<CancellationToken, Task<string[]>>? BookmarkSupplierAsync = null,
    Func<string[], CancellationToken, Task>? NotifyBookmarksAsync = null);

/// <summary>Makes bookmark managers; see <see cref="GraphDatabase.BookmarkManagerFactory"/>.</summary>
public interface IBookmarkManagerFactory
{
    IBookmarkManager NewBookmarkManager(BookmarkManagerConfig? config = null);
}

internal sealed class BookmarkManagerFactory : IBookmarkManagerFactory
{
    public IBookmarkManager NewBookmarkManager(BookmarkManagerConfig? config = null) => new BookmarkManager(config ?? new BookmarkManagerConfig());
}

internal sealed class BookmarkManager(BookmarkManagerConfig config) : IBookmarkManager
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _bookmarks = new(config.InitialBookmarks ?? [], StringComparer.Ordinal);

    public async Task<string[]> GetBookmarksAsync(CancellationToken cancellationToken = default)
    {
        var supplied = config.BookmarkSupplierAsync is { } supplier ? await supplier(cancellationToken).ConfigureAwait(false) : [];
        lock (_gate) return [.. _bookmarks.Union(supplied, StringComparer.Ordinal)];
    }

    public async Task UpdateBookmarksAsync(string[] previousBookmarks, string[] newBookmarks, CancellationToken cancellationToken = default)
    {
        if (newBookmarks.Length == 0) return;
        string[] all;
        lock (_gate)
        {
            _bookmarks.ExceptWith(previousBookmarks);
            _bookmarks.UnionWith(newBookmarks);
            all = [.. _bookmarks];
        }

        if (config.NotifyBookmarksAsync is { } notify) await notify(all, cancellationToken).ConfigureAwait(false);
    }
}
