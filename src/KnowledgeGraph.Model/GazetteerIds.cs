using System.Diagnostics.CodeAnalysis;

namespace KnowledgeGraph.Model;

/// <summary>Ids by which entities name places of the gazetteer: <c>geonames:703448</c>, <c>country:UA</c>.</summary>
public static class GazetteerIds
{
    private const string Country = "country:";

    /// <param name="code">ISO 3166-1 alpha-2.</param>
    public static string OfCountry(string code) => Country + code;

    public static bool IsCountry([NotNullWhen(true)] string? id) => id?.StartsWith(Country, StringComparison.Ordinal) == true;
}
