using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>Makes entities of institutions without a name of their own: the same title of the same owner is one.</summary>
internal static class InstitutionJoiner
{
    /// <summary>One draft an institution.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="gazetteer">Tells countries and their demonyms.</param>
    /// <param name="institutions">What was found.</param>
    /// <param name="draftAt">For each token the draft whose mention covers it (pronouns included), or null: tells whose the institution is.</param>
    public static List<EntityDraft> Join(Doc doc, Gazetteer gazetteer, IReadOnlyList<FoundInstitution> institutions, EntityDraft?[] draftAt)
    {
        var drafts = new Dictionary<(object Owner, string Title), EntityDraft>();
        foreach (var institution in institutions)
        {
            var owner = draftAt[institution.Owner];
            if (owner is null || owner.Type is not (EntityType.Place or EntityType.Organisation or EntityType.Person)) continue;
            var country = owner.Country ?? gazetteer.FindDemonym(doc[institution.Owner].Text)?.Code;
            // What belongs to a capital's government belongs to the country; what belongs to another city is the city's.
            var ownerKey = GazetteerIds.IsCountry(owner.GazetteerId) ? country! : (object)owner;
            var key = (ownerKey, institution.Title);
            if (!drafts.TryGetValue(key, out var draft))
            {
                draft = drafts[key] = new(EntityType.Organisation) { Country = country };
                if (ownerKey is string code && gazetteer.CountryByCode(code) is { } known) draft.GivenName = $"{(known.Demonym.Length > 0 ? known.Demonym : known.Name)} {institution.Title}";
            }
            draft.Mentions.Add(institution.Mention);
        }
        return [.. drafts.Values];
    }
}
