using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>
/// Names of peoples: an adjective ("Ukrainian officials") points to the country without naming it; a plural noun ("Ukrainians") names a group;
/// a place before a noun that the recogniser took for one ("Kyiv residents") is a place.
/// </summary>
internal static class Demonyms
{
    public static List<FoundMention> Resolve(Doc doc, Gazetteer gazetteer, IReadOnlyList<FoundMention> names)
    {
        var resolved = new List<FoundMention>(names.Count);
        foreach (var name in names) resolved.Add(Resolve(doc, gazetteer, name));
        return resolved;
    }

    private static FoundMention Resolve(Doc doc, Gazetteer gazetteer, FoundMention name)
    {
        var text = name.TextIn(doc);
        if (name.Type != EntityType.Person && gazetteer.FindDemonym(text) is { } country && gazetteer.FindCountry(text) is null)
        {
            var last = doc[name.End - 1];
            var isPlural = last.Tag is "NNS" or "NNPS" && text.EndsWith('s');
            if (isPlural) return name with { Type = EntityType.Group, DemonymOf = null };
            return name with { Type = EntityType.Place, Kind = MentionKind.Description, DemonymOf = country.Code, Confidence = 0.9 };
        }
        if (name.Type != EntityType.Group) return name;
        return gazetteer.FindCountry(text) is not null || gazetteer.FindCapital(text) is not null || gazetteer.FindPlaces(text) is [{ Population: >= 50_000 }, ..]
            ? name with { Type = EntityType.Place, Confidence = 0.75 }
            : name;
    }
}
