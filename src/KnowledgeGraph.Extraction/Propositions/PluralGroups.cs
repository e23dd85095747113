using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>
/// Whom "the two leaders", "both countries", "both" and "they" mean: the members are the entities of the fitting type that the last sentences named
/// together, and must be as many as the phrase says. Where that is not plain there are none.
/// </summary>
public sealed class PluralGroups(ArticleContext context, NameLexicon lexicon)
{
    private const int SentencesBack = 3;

    /// <summary>The members by the phrase's head; empty for anything else.</summary>
    public IReadOnlyList<LocalEntity> MembersOf(int head)
    {
        var token = context.Doc[head];
        if (!context.IsProse(head) || context.EntityOfHead(head) is { IsNamed: true }) return [];
        if (token.Tag is "PRP" && token.LowerText() == "they" && context.EntityOfHead(head) is null || token.LowerText() == "both" && token.Pos is "PRON" or "DET" && token.Dep is "nsubj" or "dobj" or "pobj")
            return Members(head, 2, entity => entity.Type is EntityType.Person or EntityType.Organisation || IsCountry(entity), together: true);
        if (token.Tag != "NNS" || Count(token) is not { } count) return [];
        return FitOf(token.LowerLemma()) is { } fits ? Members(head, count, fits, together: false) : [];
    }

    // "the two", "both", "the three"; other modifiers say who else they are.
    private static int? Count(Token noun)
    {
        int? count = null;
        var definite = false;
        foreach (var child in noun.Children)
        {
            var word = child.LowerText();
            if (word == "both") (count, definite) = (2, true);
            else if (word is "the" or "these" or "those") definite = true;
            else if (child.Dep == "nummod" && word is "two" or "2") count ??= 2;
            else if (child.Dep == "nummod" && word is "three" or "3") count ??= 3;
            else if (child.Dep is "prep" or "relcl" or "acl" or "compound" or "poss" or "nummod") return null;
        }
        return definite ? count : null;
    }

    private Func<LocalEntity, bool>? FitOf(string lemma)
    {
        if (lemma is "country" or "nation" or "state" or "neighbour" or "neighbor") return IsCountry;
        if (lemma is "side" or "party" or "rival" or "ally") return entity => entity.Type is EntityType.Person or EntityType.Organisation || IsCountry(entity);
        return lexicon.KindOf(lemma) switch
        {
            NounKind.Person => entity => entity.Type == EntityType.Person,
            NounKind.Organisation => entity => entity.Type == EntityType.Organisation,
            _ => null,
        };
    }

    private IReadOnlyList<LocalEntity> Members(int head, int count, Func<LocalEntity, bool> fits, bool together)
    {
        var doc = context.Doc;
        var index = doc.SentenceIndexOf(head);
        for (var back = together ? 1 : 0; back <= (together ? 1 : SentencesBack) && index - back >= 0; back++)
        {
            var sentence = doc.Sentences[index - back];
            var found = new List<LocalEntity>();
            var heads = new List<Token>();
            for (var i = sentence.Start; i < Math.Min(sentence.End, head); i++)
            {
                if (!context.IsProse(i) || context.EntityOfHead(i) is not { IsNamed: true } entity || !fits(entity) || found.Contains(entity)) continue;
                found.Add(entity);
                heads.Add(doc[i]);
            }
            if (found.Count == count) return !together || AreTogether(heads) ? found : [];
            if (found.Count > count) return [];
        }
        return [];
    }

    // One coordination that is the subject.
    private static bool AreTogether(List<Token> heads) =>
        heads[0].Dep is "nsubj" or "nsubjpass" && heads.Skip(1).All(other => other.Dep == "conj" && heads[0].Conjuncts().Any(member => member.Index == other.Index));

    private static bool IsCountry(LocalEntity entity) => GazetteerIds.IsCountry(entity.GazetteerId);
}
