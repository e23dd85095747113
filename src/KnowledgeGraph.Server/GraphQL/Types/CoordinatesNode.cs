using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Where something is on earth (WGS 84).</summary>
/// <param name="Latitude">Degrees north of the equator; negative to the south.</param>
/// <param name="Longitude">Degrees east of Greenwich; negative to the west.</param>
[ObjectType("Coordinates")]
public sealed record CoordinatesNode(double Latitude, double Longitude);
