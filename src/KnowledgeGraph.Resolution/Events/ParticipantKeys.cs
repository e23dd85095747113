using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Who takes part, coarsely enough that two reports of one event share a key: the country of a country, a group, an army; a person's family name as
/// consonants; an organisation's name. "Russian forces", "Moscow" and "Russia" share <c>c:RU</c>.
/// </summary>
public static class ParticipantKeys
{
    public static IEnumerable<string> Of(LocalEntity entity)
    {
        if (entity.Type == EntityType.Person && entity.IsNamed)
        {
            var name = PersonName.Parse(entity.Name.Length > EntityProfile.LongestName ? entity.Name[..EntityProfile.LongestName] : entity.Name);
            if (name.Last.Length > 0) yield return "p:" + SoundForm.Skeleton(name.Last);
            yield break;
        }
        if (entity.Country is { } country) yield return "c:" + country;
        if (entity.GazetteerId is { } place && !GazetteerIds.IsCountry(place)) yield return "l:" + place;
        if (entity.IsNamed && entity.Type is not EntityType.Place && entity.Country is null)
            yield return "t:" + string.Join(' ', OrganisationName.Parse(entity.Name.Length > EntityProfile.LongestName ? entity.Name[..EntityProfile.LongestName] : entity.Name).Tokens);
    }
}
