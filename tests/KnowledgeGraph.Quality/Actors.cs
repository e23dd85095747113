using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>Noun phrases that can act in politics: names of people, bodies and places, groups, or phrases that hold one.</summary>
internal sealed class Actors(Doc doc, NounLexicon nouns)
{
    public bool IsActor(int head) => Names(doc[head]) || doc[head].Subtree.Any(Names);

    /// <summary>The phrase up to a relative clause or a mark.</summary>
    public string Words(int head)
    {
        var token = doc[head];
        int first = token.LeftEdge.Index, end = token.RightEdge.Index + 1;
        for (var i = head + 1; i < end; i++)
        {
            if (doc[i].Dep is "relcl" or "advcl" or "acl" || doc[i].Text is "," or ";" or "--") end = Math.Min(end, doc[i].Dep is "punct" ? i : Math.Max(head + 1, doc[i].LeftEdge.Index));
        }
        return doc.Slice(first, Math.Max(end, head + 1)).Text;
    }

    private bool Names(Token token) => token.EntityLabel is "PERSON" or "ORG" or "GPE" or "NORP" or "LOC" or "FAC"
        || token.Pos == "NOUN" && nouns.TypeShare(token.Lemma.ToLowerInvariant(), "person") + nouns.TypeShare(token.Lemma.ToLowerInvariant(), "group") >= .5
        || token.Pos == "PROPN" && token.Dep is not "compound";
}
