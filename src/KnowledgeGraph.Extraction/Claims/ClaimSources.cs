using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Who counted, where nobody is said to say it: "the town hall put the crowd at 5,000", "62,000 were counted by police".</summary>
internal sealed class ClaimSources(ClaimContext context)
{
    /// <summary>Local id of the entity that gives the number; null where none does.</summary>
    public string? Of(NumberExpression number)
    {
        var doc = context.Doc;
        // "at 5,000 by the town hall and at 20,000 by the union"
        if (number.Last < doc.Count && doc[number.Last].Lemma.Equals("by", StringComparison.OrdinalIgnoreCase)) return Below(doc[number.Last]);
        if (Gapped(number) is { } gapped) return gapped;
        for (var at = doc[number.Head]; !at.IsRoot; at = at.Head)
        {
            var verb = at.Head;
            if (verb.Pos is not ("VERB" or "AUX")) continue;
            return CountingVerbs.Contain(verb.Lemma.ToLowerInvariant()) ? By(verb) : null;
        }
        return null;
    }

    // "Unions spoke of 70,000 marchers, police of 35,000", "the city put it at 5,000 and the union at 20,000": the second teller shares the verb.
    private string? Gapped(NumberExpression number)
    {
        var doc = context.Doc;
        var at = number.QualifiedFirst - 1;
        if (at < 2 || doc[at].LowerText() is not ("of" or "at")) return null;
        var preposition = doc[at].LowerText();
        var teller = at - 1;
        if (Teller(doc[teller]) is not { } told) return null;
        while (teller > 0 && doc[teller - 1].Dep is "det" or "compound" or "amod" or "poss" or "case") teller--;
        if (teller == 0 || doc[teller - 1].LowerText() is not ("," or "and" or "but" or "while" or ";")) return null;
        var sentence = doc[teller].Sentence.Start;
        for (var before = teller - 2; before > sentence; before--)
            if (doc[before].LowerText() == preposition)
                for (var verb = before - 1; verb >= sentence; verb--)
                    if (doc[verb].Pos == "VERB") return CountingVerbs.Contain(doc[verb].Lemma.ToLowerInvariant()) ? told : null;
        return null;
    }

    private string? By(Token verb)
    {
        foreach (var child in verb.Children)
        {
            if (child.Dep == "nsubj" && Teller(child) is { } subject) return subject;
            if (child.Dep == "agent" && Below(child) is { } agent) return agent;
        }
        // "The city put the crowd at 5,000 and the union at 20,000" aside, a verb without a subject shares that of the one before it.
        return verb.Dep == "conj" && !verb.Children.Any(child => child.Dep is "nsubj" or "nsubjpass") && CountingVerbs.Contain(verb.Head.Lemma.ToLowerInvariant()) ? By(verb.Head) : null;
    }

    private string? Below(Token preposition)
    {
        foreach (var child in preposition.Children)
            if (child.Dep == "pobj" && Teller(child) is { } teller) return teller;
        return null;
    }

    private string? Teller(Token noun) => context.EntityAt(noun.Index) is { Type: EntityType.Person or EntityType.Organisation or EntityType.Group } entity ? entity.Id : null;
}
