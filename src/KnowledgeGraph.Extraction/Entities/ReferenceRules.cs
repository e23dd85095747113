using KnowledgeGraph.Extraction.Coreference;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>What can refer to what: persons by "he", countries by "the country", and no cluster with two sexes or two kinds of thing.</summary>
internal sealed class ReferenceRules(Doc doc, NameLexicon lexicon, RoleIndex roles, FoundMention?[] nameAt)
{
    /// <summary>Whether the ranker may put a pronoun or nominal into a cluster with a named entity.</summary>
    /// <param name="draft">The named entity.</param>
    /// <param name="head">The pronoun or the nominal's head.</param>
    /// <param name="mentionClass">The ranker's class of it.</param>
    public bool MayRefer(EntityDraft draft, int head, string mentionClass)
    {
        switch (mentionClass)
        {
            case "he": return draft.Type == EntityType.Person && (draft.Gender ?? draft.LikelyGender) is not 'f';
            case "she": return draft.Type == EntityType.Person && (draft.Gender ?? draft.LikelyGender) is not 'm';
            case "I" or "you": return draft.Type == EntityType.Person;
            case "we": return draft.Type is not EntityType.Person;
            case "it": return draft.Type is not (EntityType.Person or EntityType.Group);
            case "they": return draft.Type is not EntityType.Person;
            case "dempron": return draft.Type is not EntityType.Person;
            case "otherpron": return true;
            case "coord" or "date": return false;
        }
        var token = doc[head];
        var lemma = token.Lemma.ToLowerInvariant();
        var plural = token.Tag is "NNS" or "NNPS";
        var kind = lexicon.KindOf(lemma);
        if (mentionClass == "name" && kind is null) return true;
        return kind switch
        {
            NounKind.Person => draft.Type == EntityType.Person && !plural && !(lexicon.GenderOf(lemma) is { } gender && (draft.Gender ?? draft.LikelyGender) is { } known && gender != known)
                && !roles.Contradicts(draft, head, nameAt) || draft.Type == EntityType.Group && plural,
            NounKind.Organisation => draft.Type is EntityType.Organisation or EntityType.Group or EntityType.Product or EntityType.Other,
            NounKind.Group => draft.Type is EntityType.Organisation or EntityType.Group or EntityType.NamedEvent or EntityType.Other,
            NounKind.Place => draft.Type is (EntityType.Place or EntityType.Organisation) && PlaceNounFits(lemma, draft),
            _ => draft.Type is not EntityType.Person && !GazetteerIds.IsCountry(draft.GazetteerId),
        };
    }

    /// <summary>Whether a pronoun or nominal of an entity's chain is kept as its mention: stricter, since facts hang on it.</summary>
    public bool IsMention(EntityDraft draft, CorefSpan span)
    {
        if (!MayRefer(draft, span.Head, span.Class)) return false;
        switch (span.Class)
        {
            case "he" or "she" or "I" or "it" or "they": return true;
            case "def" or "demdet" or "poss": break;
            case "name" when lexicon.KindOf(doc[span.Head].Lemma.ToLowerInvariant()) is not null: break;
            default: return !draft.IsNamed && span.Class is ("indef" or "bare" or "quant");
        }
        return draft.Type is EntityType.Product or EntityType.NamedEvent or EntityType.Other || lexicon.KindOf(doc[span.Head].Lemma.ToLowerInvariant()) is not null;
    }

    // "the country" is no city, "the city" no country.
    private static bool PlaceNounFits(string lemma, EntityDraft draft)
    {
        var isCountry = GazetteerIds.IsCountry(draft.GazetteerId);
        var isTown = draft.GazetteerId?.StartsWith("geonames:", StringComparison.Ordinal) == true;
        return lemma switch
        {
            "country" or "nation" or "republic" or "kingdom" => !isTown && draft.Type == EntityType.Place,
            "city" or "town" or "village" or "capital" or "suburb" or "municipality" or "port" => !isCountry && draft.Type == EntityType.Place,
            _ => !isCountry,
        };
    }
}
