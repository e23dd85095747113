using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>"Moscow condemned the move", "support for Kyiv": a capital that acts, or is acted upon as a state is, means its country.</summary>
internal static class CapitalMetonyms
{
    private static readonly HashSet<string> Acts = Set(
        "say tell announce declare insist claim deny reject refuse condemn denounce accuse blame warn threaten vow pledge promise demand urge ask call agree disagree decide approve welcome criticise criticize protest retaliate respond react " +
        "impose lift ban sanction recognise recognize summon expel sign withdraw suspend negotiate propose offer seek want hope plan intend insist believe consider fear support back arm supply finance fund confirm acknowledge admit adopt send provide deliver supply pay grant");

    private static readonly HashSet<string> ActedUpon = Set("accuse blame urge press pressure help support back arm supply fund aid assist sanction criticise criticize condemn warn threaten provoke deter isolate");

    private static readonly HashSet<string> Dealings = Set("support aid assistance help pressure option sanction tie relation talk negotiation weapon arms shipment supply loan ally guarantee concession demand ultimatum");

    /// <summary>Moves such mentions from the capital's draft to its country's, as descriptions; makes the country where it is not named.</summary>
    public static void Move(Doc doc, Gazetteer gazetteer, List<EntityDraft> drafts)
    {
        foreach (var capital in drafts.Where(draft => draft.Type == EntityType.Place && draft.GazetteerId?.StartsWith("geonames:", StringComparison.Ordinal) == true).ToList())
        {
            var name = capital.Mentions.Find(mention => mention.Kind == MentionKind.Name);
            if (name is null || gazetteer.FindCapital(name.TextIn(doc)) is not { } country || country.Code != capital.Country) continue;
            var moved = capital.Mentions.Where(mention => mention.Kind == MentionKind.Name && IsActor(doc[mention.Head])).ToList();
            if (moved.Count == 0) continue;
            var state = drafts.Find(draft => draft.GazetteerId == country.Id);
            if (state is null) drafts.Add(state = new(EntityType.Place) { GazetteerId = country.Id, Country = country.Code, GivenName = country.Name });
            foreach (var mention in moved)
            {
                capital.Mentions.Remove(mention);
                state.Mentions.Add(mention with { Kind = MentionKind.Description, Confidence = 0.75 });
            }
            state.Mentions.Sort((a, b) => a.First.CompareTo(b.First));
        }
        drafts.RemoveAll(draft => draft.Mentions.Count == 0);
    }

    /// <summary>Whether states do what the verb says: declare, demand, impose, supply.</summary>
    public static bool IsAct(string lemma) => Acts.Contains(lemma);

    private static bool IsActor(Token token)
    {
        var governor = token.Head;
        var lemma = governor.Lemma.ToLowerInvariant();
        switch (token.Dep)
        {
            case "nsubj": return governor.Pos is "VERB" && Acts.Contains(lemma);
            case "dobj" or "dative" or "nsubjpass": return ActedUpon.Contains(lemma);
            case "pobj":
                var dealing = governor.Head;
                if (lemma is ("to" or "for") && dealing.Pos == "VERB" && dealing.Children.Any(child => child.Dep == "dobj" && Dealings.Contains(child.Lemma.ToLowerInvariant()))) return true;
                return lemma is ("for" or "to" or "on" or "with" or "by" or "from") && Dealings.Contains(dealing.Lemma.ToLowerInvariant())
                    || lemma == "by" && governor.Dep == "agent" && ActedUpon.Contains(dealing.Lemma.ToLowerInvariant());
            default: return false;
        }
    }

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
