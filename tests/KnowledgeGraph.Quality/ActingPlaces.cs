using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>
/// Where a place's name stands for a body or a team: UNER counts it as an organisation there ("criticised by X", "X's court", "beat X"). The
/// product keeps it a place, since the graph's places act.
/// </summary>
internal static class ActingPlaces
{
    private static readonly HashSet<string> Bodies = new("government administration ministry parliament army navy police court senate council".Split(' '), StringComparer.Ordinal);
    private static readonly HashSet<string> Games = new("beat defeat thrash outplay".Split(' '), StringComparer.Ordinal);

    public static bool Acts(Doc doc, FoundMention place)
    {
        var token = doc[place.Head];
        var governor = token.Head;
        var lemma = governor.Lemma.ToLowerInvariant();
        switch (token.Dep)
        {
            case "pobj" when governor.Text == "by":
                return governor.Dep == "agent" || governor.Head.Pos == "NOUN";
            case "nsubj":
                return Games.Contains(lemma) || CapitalMetonyms.IsAct(lemma) && governor.Pos == "VERB" || IsPlural(governor);
            case "dobj": return Games.Contains(lemma);
            case "compound" or "poss" or "nmod": return Bodies.Contains(lemma);
            default: return false;
        }
    }

    // "South Africa are": a team.
    private static bool IsPlural(Token verb) => verb.Text == "are" || verb.Children.Any(child => child.Dep == "aux" && child.Text is "are" or "were") || verb.Text == "were";
}
