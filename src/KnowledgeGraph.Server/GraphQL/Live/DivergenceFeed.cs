using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Live;

/// <summary>Comparisons that just changed, read once for all who subscribe.</summary>
public sealed class DivergenceFeed(IGraphStore store, FollowOptions? options = null)
{
    private readonly SharedCache<(string Id, long Position), Comparison?> _comparisons = new((options ?? new()).KeptArticles);

    /// <summary>The comparison as it is now; null where there is none any more.</summary>
    internal Task<Comparison?> OfAsync(Change change, CancellationToken cancellation) =>
        _comparisons.GetAsync((change.Id, change.Position), key => store.Reader.Comparisons.FindAsync(key.Id), cancellation);
}
