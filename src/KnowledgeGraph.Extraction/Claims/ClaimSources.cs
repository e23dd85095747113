using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Who counted, where nobody is said to say it: "the town hall put the crowd at 5,000", "62,000 were counted by police".</summary>
internal sealed class ClaimSources(ClaimContext context)
{
    private static readonly HashSet<string> Counting =
        ["count", "put", "estimate", "measure", "record", "register", "report", "tally", "number", "expect", "forecast", "predict", "reckon", "list", "speak", "give", "calculate", "confirm", "project"];

    /// <summary>Local id of the entity that gives the number; null where none does.</summary>
    public string? Of(NumberExpression number)
    {
        var doc = context.Doc;
        // "at 5,000 by the town hall and at 20,000 by the union"
        if (number.Last < doc.Count && doc[number.Last].Lemma.Equals("by", StringComparison.OrdinalIgnoreCase)) return Below(doc[number.Last]);
        for (var at = doc[number.Head]; !at.IsRoot; at = at.Head)
        {
            var verb = at.Head;
            if (verb.Pos is not ("VERB" or "AUX")) continue;
            return Counting.Contains(verb.Lemma.ToLowerInvariant()) ? By(verb) : null;
        }
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
        return verb.Dep == "conj" && !verb.Children.Any(child => child.Dep is "nsubj" or "nsubjpass") && Counting.Contains(verb.Head.Lemma.ToLowerInvariant()) ? By(verb.Head) : null;
    }

    private string? Below(Token preposition)
    {
        foreach (var child in preposition.Children)
            if (child.Dep == "pobj" && Teller(child) is { } teller) return teller;
        return null;
    }

    private string? Teller(Token noun) => context.EntityAt(noun.Index) is { Type: EntityType.Person or EntityType.Organisation or EntityType.Group } entity ? entity.Id : null;
}
