namespace KnowledgeGraph.Nlp;

/// <summary>
/// Base noun phrases of English: from the left edge of a nominal in an argument position up to the nominal itself, never
/// one inside another. The positions and the treatment of conjuncts are those of spaCy's English <c>noun_chunks</c>.
/// </summary>
internal static class NounChunks
{
    public static List<Span> Find(Doc doc)
    {
        var chunks = new List<Span>();
        var end = 0;
        foreach (var word in doc)
        {
            if (word.Pos is not ("NOUN" or "PROPN" or "PRON")) continue;
            var start = word.LeftEdge.Index;
            if (start < end || !IsArgument(ArgumentOf(word))) continue;
            end = word.Index + 1;
            chunks.Add(new Span(doc, start, end));
        }
        return chunks;
    }

    /// <summary>The first conjunct of the coordination that the word continues, or the word itself.</summary>
    private static Token ArgumentOf(Token word)
    {
        if (word.Dep != "conj") return word;
        var head = word.Head;
        while (head.Dep == "conj" && head.HeadIndex < head.Index) head = head.Head;
        return head;
    }

    private static bool IsArgument(Token word) => word.Dep is
        "nsubj" or "nsubjpass" or "dobj" or "pobj" or "pcomp" or "dative" or "attr" or "appos" or "oprd" or "ROOT";
}
