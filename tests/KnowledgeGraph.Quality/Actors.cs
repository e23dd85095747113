using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>Noun phrases that can act in politics: names of people, bodies and places, groups, or phrases that hold one.</summary>
internal sealed class Actors(ArticleContext context, NounLexicon nouns)
{
    private readonly Doc _doc = context.Doc;

    public bool IsActor(int head) => Names(_doc[head]) || _doc[head].Subtree.Any(Names) || _doc[head].Pos == "PRON" && context.EntityOfHead(head) is not null;

    /// <summary>The phrase up to a relative clause or a mark; for a pronoun the name that it stands for.</summary>
    public string Words(int head)
    {
        var token = _doc[head];
        if (token.Pos == "PRON" && context.EntityOfHead(head) is { } meant) return meant.Name;
        int first = token.LeftEdge.Index, end = token.RightEdge.Index + 1;
        for (var i = head + 1; i < end; i++)
        {
            if (_doc[i].Dep is "relcl" or "advcl" or "acl" || _doc[i].Text is "," or ";" or "--") end = Math.Min(end, _doc[i].Dep is "punct" ? i : Math.Max(head + 1, _doc[i].LeftEdge.Index));
        }
        return _doc.Slice(first, Math.Max(end, head + 1)).Text;
    }

    private bool Names(Token token) => token.EntityLabel is "PERSON" or "ORG" or "GPE" or "NORP" or "LOC" or "FAC"
        || token.Pos == "NOUN" && nouns.TypeShare(token.Lemma.ToLowerInvariant(), "person") + nouns.TypeShare(token.Lemma.ToLowerInvariant(), "group") >= .5
        || token.Pos == "PROPN" && token.Dep is not "compound";
}
