namespace KnowledgeGraph.Extraction.Places;

/// <summary>A populated place.</summary>
/// <param name="GeonameId">Its number at GeoNames.</param>
/// <param name="Name">The main name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Division">Code of the first-order division within the country.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Population">Inhabitants.</param>
public sealed record Place(int GeonameId, string Name, string Country, string Division, double Latitude, double Longitude, long Population)
{
    /// <summary>The id that entities carry: <c>geonames:703448</c>.</summary>
    public string Id => $"geonames:{GeonameId}";
}
