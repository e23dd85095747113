using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Places;

/// <summary>A country or territory.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Code3">ISO 3166-1 alpha-3.</param>
/// <param name="Name">The usual English name.</param>
/// <param name="Capital">The capital's name; empty where there is none.</param>
/// <param name="Demonym">The adjective ("Ukrainian"); empty where unknown.</param>
/// <param name="Latitude">Degrees, WGS 84; null where unknown.</param>
/// <param name="Longitude">Degrees, WGS 84; null where unknown.</param>
public sealed record Country(string Code, string Code3, string Name, string Capital, string Demonym, double? Latitude, double? Longitude)
{
    /// <summary>The id that entities carry: <c>country:UA</c>.</summary>
    public string Id => GazetteerIds.OfCountry(Code);
}
