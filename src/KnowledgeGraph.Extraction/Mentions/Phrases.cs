using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>Noun phrases around a head: its modifiers, its possessor, its "of" phrase, without clauses, appositions and conjuncts.</summary>
internal static class Phrases
{
    // "The union spoke of 70,000, police of 35,000": the number is what they say, not how many they are.
    private static readonly HashSet<string> Counting = new(["police", "union", "organiser", "organizer", "authority", "official", "ministry", "prefecture", "government", "hall", "employer", "officer"], StringComparer.Ordinal);

    /// <summary>First token and one past the last of the phrase that a noun governs, determiners and possessors included.</summary>
    public static (int First, int End) Of(Doc doc, int head)
    {
        int first = head, end = head + 1;
        foreach (var child in doc[head].Lefts)
        {
            if (child.Dep is "relcl" or "acl" or "appos" or "conj" or "cc" or "punct" or "prep" or "advcl" or "nsubj" or "cop" or "aux" or "mark" or "preconj" or "intj" or "parataxis" or "dep" or "npadvmod" or "ccomp") continue;
            first = Math.Min(first, child.LeftEdge.Index);
        }
        foreach (var child in doc[head].Rights)
        {
            if (child.Dep == "prep" && child.Text.Equals("of", StringComparison.OrdinalIgnoreCase) && child.Index == end)
            {
                foreach (var item in child.Rights)
                    if (item.Dep == "pobj" && !(item.Tag == "CD" && Counting.Contains(doc[head].Lemma.ToLowerInvariant()))) end = Math.Max(end, EndOf(doc, item.Index));
            }
            else if (child.Dep is "case" && child.Index == end) { }
            else break;
        }
        for (var i = head - 1; i >= first; i--) if (NameFinder.IsBreak(doc[i])) { first = i + 1; break; }
        for (var i = head + 1; i < end; i++) if (NameFinder.IsBreak(doc[i])) { end = i; break; }
        first = WithoutAdverbial(doc, first, head);
        while (first < head && (doc[first].IsSpace || doc[first].Text is "," or "“" or "\"" or "‘" or "(" or "-" or "–" or "—")) first++;
        return (first, end);
    }

    /// <summary>"Earlier Friday, city and state officials": the first token after a sentence's adverbial and its comma, else the given one.</summary>
    public static int WithoutAdverbial(Doc doc, int first, int head)
    {
        for (var i = first; i < head && i < first + 5; i++)
        {
            if (doc[i].Text == "," && i > first) return i + 1;
            if (doc[i].Pos is not "ADV" && doc[i].EntityLabel is not ("DATE" or "TIME") && doc[i].Text.ToLowerInvariant() is not ("earlier" or "later" or "on")) return first;
        }
        return first;
    }

    /// <summary>The possessor's head token ("Ukraine" of "Ukraine's air force", "its" of "its navy"), or -1.</summary>
    public static int PossessorOf(Doc doc, int head)
    {
        foreach (var child in doc[head].Lefts) if (child.Dep == "poss") return child.Index;
        return -1;
    }

    /// <summary>First token after the determiner or the possessor and its mark.</summary>
    public static int AfterDeterminers(Doc doc, int first, int head)
    {
        var possessor = PossessorOf(doc, head);
        if (possessor >= first)
        {
            first = possessor + 1;
            while (first < head && doc[first].Tag == "POS") first++;
        }
        while (first < head && (doc[first].Tag is "DT" or "PDT" or "PRP$" || doc[first].IsSpace)) first++;
        return first;
    }

    /// <summary>Whether the phrase is definite: "the", a demonstrative or a possessor stands in it.</summary>
    public static bool IsDefinite(Doc doc, int first, int head)
    {
        for (var i = first; i < head; i++)
            if (doc[i].Tag == "DT" && doc[i].Text.ToLowerInvariant() is ("the" or "this" or "that" or "these" or "those")) return true;
        return PossessorOf(doc, head) >= 0;
    }

    private static int EndOf(Doc doc, int head)
    {
        var (_, end) = Of(doc, head);
        foreach (var child in doc[head].Rights)
            if (child.Dep is "conj" && child.Index - head <= 4) end = Math.Max(end, Of(doc, child.Index).End);
        return end;
    }
}
