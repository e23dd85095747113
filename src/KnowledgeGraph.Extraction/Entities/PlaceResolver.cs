using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>
/// Gives places their gazetteer ids and countries, joins the names that mean one entry ("US", "United States"), and lets demonyms point to
/// their country.
/// </summary>
internal sealed class PlaceResolver(Gazetteer gazetteer, string text, Func<FoundMention, TextSpan> spanOf)
{
    /// <summary>The drafts with ids, those of one entry joined, in order of first mention.</summary>
    public List<EntityDraft> Resolve(IReadOnlyList<EntityDraft> drafts)
    {
        foreach (var draft in drafts) Country(draft);
        var weights = Weights(drafts, Named);
        // A local paper names no country: its towns tell where it is.
        weights = Weights(drafts, draft => Named(draft) ?? (draft.Type == EntityType.Place && Populated(draft, weights) is { Population: >= KnownAbroad } place ? place.Country : null));
        foreach (var draft in drafts)
            if (Populated(draft, weights) is { } place) (draft.GazetteerId, draft.Country) = (place.Id, place.Country);
        var resolved = Joined(drafts);
        foreach (var draft in resolved) Belonging(draft);
        return resolved;
    }

    private void Country(EntityDraft draft)
    {
        if (draft.Type != EntityType.Place) return;
        foreach (var mention in draft.Mentions)
        {
            var country = mention.DemonymOf is { } code ? gazetteer.CountryByCode(code) : gazetteer.FindCountry(spanOf(mention).Slice(text));
            if (country is null) continue;
            (draft.GazetteerId, draft.Country) = (country.Id, country.Code);
            return;
        }
        if (gazetteer.FindRegion(NameOf(draft)) is { Country: { } part }) draft.Country = part;
    }

    // How much of the article points to each country.
    private static Dictionary<string, double> Weights(IReadOnlyList<EntityDraft> drafts, Func<EntityDraft, string?> countryOf)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var draft in drafts)
            if (draft.Type == EntityType.Place && countryOf(draft) is { } code) counts[code] = counts.GetValueOrDefault(code) + draft.Mentions.Count;
        var sum = counts.Values.Sum();
        return counts.ToDictionary(pair => pair.Key, pair => pair.Value / sum, StringComparer.Ordinal);
    }

    // By its name, its demonym, its capital.
    private string? Named(EntityDraft draft) => draft.Country ?? gazetteer.FindCapital(NameOf(draft))?.Code;

    private const long KnownAbroad = 50_000, Village = 5_000;

    private const double Home = 0.5;

    private Place? Populated(EntityDraft draft, Dictionary<string, double> weights)
    {
        if (draft.Type != EntityType.Place || draft.GazetteerId is not null) return null;
        var name = NameOf(draft);
        var inside = Container(draft);
        // "Paris, Texas": what follows the comma decides before the weights do.
        var place = gazetteer.Resolve(name, inside is null ? weights : new Dictionary<string, double>(weights, StringComparer.Ordinal) { [inside] = 4 });
        if (place is null) return null;
        // A part of a country of the same name as a small place elsewhere is the part.
        if (draft.Country is not null && place.Country != draft.Country) return null;
        if (inside is not null || weights.GetValueOrDefault(place.Country) > 0) return place;
        // What an article of one country names is rather a place of it that no list has than a small one abroad.
        return place.Population < (weights.Values.Any(share => share >= Home) ? KnownAbroad : Village) ? null : place;
    }

    // The country that follows a mention after a comma, or that of the part of one which does.
    private string? Container(EntityDraft draft)
    {
        foreach (var mention in draft.Mentions)
            if (FollowingName.Find(text, spanOf(mention).End, name => gazetteer.FindCountry(name)?.Code ?? gazetteer.FindRegion(name)?.Country) is { } code) return code;
        return null;
    }

    private List<EntityDraft> Joined(IReadOnlyList<EntityDraft> drafts)
    {
        var byId = new Dictionary<string, EntityDraft>(StringComparer.Ordinal);
        var joined = new List<EntityDraft>(drafts.Count);
        foreach (var draft in drafts)
        {
            if (draft.GazetteerId is { } id && byId.TryGetValue(id, out var first)) first.Mentions.AddRange(draft.Mentions);
            else
            {
                if (draft.GazetteerId is not null) byId[draft.GazetteerId] = draft;
                joined.Add(draft);
            }
        }
        foreach (var draft in joined)
        {
            draft.Mentions.Sort((a, b) => a.First.CompareTo(b.First));
            // A country known by its demonym alone goes by its name.
            if (GazetteerIds.IsCountry(draft.GazetteerId) && draft.Mentions.TrueForAll(mention => mention.Kind != MentionKind.Name))
                draft.GivenName = gazetteer.CountryByCode(draft.GazetteerId[8..])?.Name;
        }
        return joined;
    }

    // The country that an organisation or a group belongs to, where its own words say so.
    private void Belonging(EntityDraft draft)
    {
        if (draft.Country is not null || draft.Type is EntityType.Person or EntityType.Place) return;
        var name = NameOf(draft);
        if (gazetteer.FindSeat(name) is { Country: { } seat }) draft.Country = seat.Code;
        else if (gazetteer.FindDemonym(name) is { } people) draft.Country = people.Code;
        else
        {
            var words = name.Split(' ');
            foreach (var word in words)
                if ((gazetteer.FindDemonym(word) ?? gazetteer.FindCountry(word)) is { } country && char.IsUpper(word[0]) && (word.Length > 2 || word.All(char.IsUpper)))
                {
                    draft.Country = country.Code;
                    return;
                }
        }
    }

    private string NameOf(EntityDraft draft)
    {
        var mention = draft.Mentions.OrderBy(m => m.Kind).ThenByDescending(m => spanOf(m).Length).First();
        return spanOf(mention).Slice(text);
    }
}
