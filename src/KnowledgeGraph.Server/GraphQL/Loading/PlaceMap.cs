using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Server.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>The gazetteer's coordinates, read when they are first asked for.</summary>
public sealed class PlaceMap
{
    private readonly Lazy<Task<PlaceCoordinates>> _coordinates = new(() => Task.Run(PlaceCoordinates.LoadDefault));

    /// <summary>Where the place of an id of the gazetteer is; null where that is not known.</summary>
    internal async ValueTask<CoordinatesNode?> FindAsync(string? gazetteerId, CancellationToken cancellation) =>
        gazetteerId is not null && (await _coordinates.Value.WaitAsync(cancellation)).Find(gazetteerId) is var (latitude, longitude) ? new(latitude, longitude) : null;
}
