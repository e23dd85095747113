using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>Questions about the tree of a clause that more than one extractor asks.</summary>
internal static class Clauses
{
    public static string LowerLemma(this Token token) => token.Lemma.ToLowerInvariant();

    public static string LowerText(this Token token) => token.Text.ToLowerInvariant();

    public static Token? ChildWith(this Token token, params ReadOnlySpan<string> deps)
    {
        foreach (var child in token.Children)
        {
            if (deps.Contains(child.Dep)) return child;
        }
        return null;
    }

    public static bool HasChild(this Token token, params ReadOnlySpan<string> deps) => token.ChildWith(deps) is not null;

    public static bool IsNominal(this Token token) => token.Pos is "NOUN" or "PROPN" or "PRON" or "NUM" || token.Tag is "PRP$" or "CD";

    public static bool IsVerbal(this Token token) => token.Pos is "VERB" or "AUX" || token.Tag is "VB" or "VBD" or "VBG" or "VBN" or "VBP" or "VBZ";

    /// <summary>Auxiliaries carry no proposition of their own.</summary>
    public static bool IsAuxiliary(this Token token) => token.Dep is "aux" or "auxpass";

    /// <summary>The token and those coordinated with it ("Peru, Chile and Brazil"), in text order; the first one only when asked for it.</summary>
    public static IEnumerable<Token> Conjuncts(this Token token)
    {
        yield return token;
        foreach (var child in token.Children)
        {
            if (child.Dep != "conj" || child.Index < token.Index || !child.IsNominal()) continue;
            foreach (var further in child.Conjuncts()) yield return further;
        }
    }

    /// <summary>
    /// The noun that the phrase is about, where the head only measures: "a record number of drones" is about drones,
    /// "dozens of people" about people, "part of the railway" about the railway.
    /// </summary>
    public static Token Essence(this Token token)
    {
        for (var steps = 0; steps < 3; steps++)
        {
            if (!IsMeasure(token) || token.ChildWith("prep") is not { } of || of.LowerText() != "of" || of.ChildWith("pobj") is not { } inner) return token;
            token = inner;
        }
        return token;
    }

    public static bool IsMeasure(Token token) => token.Pos == "NUM" || token.LowerLemma() is
        "number" or "amount" or "series" or "hundred" or "thousand" or "dozen" or "score" or "million" or "billion" or "part" or "rest" or
        "majority" or "group" or "lot" or "pair" or "couple" or "most" or "some" or "many" or "several" or "one" or "none" or "all" or "both" or
        "half" or "third" or "quarter" or "handful" or "bunch" or "wave" or "spate" or "string" or "round" or "barrage" or "salvo" or "swarm" or
        "any" or "each" or "either" or "kind" or "type" or "sort" or "total" or "percent" or "proportion" or "share" or "portion" or "piece" or
        "another" or "few" or "member" or "volume" or "host" or "flurry" or "raft";

    public static bool IsRelativePronoun(this Token token) =>
        token.LowerText() is "who" or "whom" or "which" or "that" or "whose" && token.Tag is "WP" or "WDT" or "WP$" or "IN" or "DT";

    /// <summary>The clause that the verb opens is introduced by one of these words ("if", "after").</summary>
    public static Token? Mark(this Token verb) => verb.ChildWith("mark");

    /// <summary>The nearest verb that governs the token; null at the root.</summary>
    public static Token? GoverningVerb(this Token token)
    {
        while (!token.IsRoot)
        {
            token = token.Head;
            if (token.IsVerbal() && !token.IsAuxiliary()) return token;
        }
        return null;
    }

    /// <summary>The first verb of the coordination that the verb continues, or the verb itself.</summary>
    public static Token FirstOfCoordination(this Token verb)
    {
        while (verb.Dep == "conj" && verb.Head.IsVerbal() && !verb.IsRoot) verb = verb.Head;
        return verb;
    }
}
