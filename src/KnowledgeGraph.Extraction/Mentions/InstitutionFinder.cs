using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>An institution named by a common noun: "air force" of "Ukraine's air force", "Kharkiv regional administration".</summary>
/// <param name="Mention">From the place or the first modifier to the noun.</param>
/// <param name="Owner">Token that says whose it is: a possessor, a place or a demonym before the noun, a place after "of"; never negative.</param>
/// <param name="Title">The noun with its modifiers, without the owner, in lower case.</param>
internal sealed record FoundInstitution(FoundMention Mention, int Owner, string Title);

/// <summary>
/// Finds bodies of state that have no other name than what they are and whose: a noun for such a body with a place, a demonym or a possessor.
/// </summary>
internal static class InstitutionFinder
{
    private static readonly HashSet<string> Alone = Set(
        "government administration ministry parliament military army navy police cabinet authority senate judiciary embassy consulate legislature gendarmerie treasury congress");

    private static readonly HashSet<string> WithModifier = Set(
        "force service guard council court command bureau agency department office committee commission directorate board corps brigade assembly prosecutor inspectorate regulator watchdog union federation");

    private static readonly HashSet<string> Modifiers = Set(
        "air armed ground land naval marine security defence defense special border coast national emergency rescue intelligence secret fire health city town municipal regional district provincial county state " +
        "presidential supreme high constitutional federal foreign interior justice finance energy transport education environment agriculture culture military civil election electoral central anti-corruption " +
        "statistics meteorological weather geological seismological space nuclear atomic customs tax immigration prison railway police prosecutor peacekeeping");

    /// <summary>Institutions outside the given names.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="gazetteer">Tells places and demonyms.</param>
    /// <param name="nameAt">For each token the name that covers it, or null.</param>
    public static List<FoundInstitution> Find(Doc doc, Gazetteer gazetteer, FoundMention?[] nameAt)
    {
        var found = new List<FoundInstitution>();
        foreach (var token in doc)
        {
            if (token.Pos is not ("NOUN" or "PROPN") || nameAt[token.Index] is not null || token.Dep is "compound" or "amod" or "nmod") continue;
            var lemma = token.Lemma.ToLowerInvariant();
            var alone = Alone.Contains(lemma) && !(lemma == "authority" && token.Tag != "NNS");
            if (!alone && !WithModifier.Contains(lemma)) continue;
            if (Institution(doc, gazetteer, nameAt, token.Index, alone) is { } institution) found.Add(institution);
        }
        return found;
    }

    private static FoundInstitution? Institution(Doc doc, Gazetteer gazetteer, FoundMention?[] nameAt, int head, bool alone)
    {
        var (first, _) = Phrases.Of(doc, head);
        var start = Phrases.AfterDeterminers(doc, first, head);
        int owner = -1, ownerEnd = start;
        for (var i = start; i < head; i++)
        {
            if (doc[i].Text.EndsWith('\n')) return null;
            if (nameAt[i] is { } name && (name.DemonymOf is not null || name.Type == EntityType.Place)) (owner, ownerEnd) = (name.Head, name.End);
            else if (owner < 0 && gazetteer.FindDemonym(doc[i].Text) is not null && char.IsUpper(doc[i].Text[0])) (owner, ownerEnd) = (i, i + 1);
            else if (nameAt[i] is { Type: EntityType.Person } && doc[head].Lemma.Equals("administration", StringComparison.OrdinalIgnoreCase)) (owner, ownerEnd) = (nameAt[i]!.Head, nameAt[i]!.End);
            else if (nameAt[i] is not null) return null;
            if (owner >= 0) break;
        }
        // "Kyiv city and military authorities": the place stands with the first of two modifiers.
        if (owner < 0 && doc[head].Dep == "conj" && doc[head].Head is var partner && partner.Index < head && head - partner.Index <= 4 && Modifiers.Contains(partner.Lemma.ToLowerInvariant()))
            foreach (var child in partner.Lefts)
                if (nameAt[child.Index] is { Type: EntityType.Place } place && place.End == partner.Index) (owner, ownerEnd, start) = (place.Head, place.End, place.First);
        var spanFirst = owner >= 0 ? nameAt[owner]?.First ?? owner : start;
        var possessor = Phrases.PossessorOf(doc, head);
        if (owner < 0) owner = possessor;
        if (owner < 0) owner = PlaceAfter(doc, nameAt, head);
        if (owner < 0) return null;
        if (possessor >= 0 && spanFirst <= possessor) spanFirst = start;

        var titleFirst = Math.Max(ownerEnd, spanFirst);
        var modified = alone;
        for (var i = titleFirst; i < head; i++) modified |= Modifiers.Contains(doc[i].Text.ToLowerInvariant());
        modified |= doc[head].Text.Equals("forces", StringComparison.OrdinalIgnoreCase) && nameAt[owner] is not null;
        if (!modified) return null;
        // Ordinary adjectives before the title ("new", "powerful") are no part of it.
        if (spanFirst == start && spanFirst == titleFirst)
            while (spanFirst < head && doc[spanFirst].Pos == "ADJ" && !Modifiers.Contains(doc[spanFirst].Text.ToLowerInvariant()) && doc[spanFirst + 1].Text is not ("and" or ",")) titleFirst = ++spanFirst;
        var title = string.Join(' ', Enumerable.Range(titleFirst, head + 1 - titleFirst).Where(i => !doc[i].IsSpace).Select(i => doc[i].Text.ToLowerInvariant()));
        return new(new(spanFirst, head + 1, head, MentionKind.Name, EntityType.Organisation, 0.8), owner, title);
    }

    // "the government of Ukraine".
    private static int PlaceAfter(Doc doc, FoundMention?[] nameAt, int head)
    {
        foreach (var preposition in doc[head].Rights)
            if (preposition.Dep == "prep" && preposition.Text == "of")
                foreach (var item in preposition.Rights)
                    if (item.Dep == "pobj" && nameAt[item.Index] is { Type: EntityType.Place } name) return name.Head;
        return -1;
    }

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
