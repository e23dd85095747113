using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Whose a number is: the firm that has the employees, the party that won the seats. Two firms' numbers in one article are two metrics.</summary>
internal sealed class ClaimHolders
{
    private const int Most = 6;

    private readonly ClaimContext _context;
    private readonly Lazy<LocalEntity?> _firm, _person;
    private readonly Lazy<Dictionary<string, int>> _bearers; // How many names have a word.

    public ClaimHolders(ClaimContext context)
    {
        _context = context;
        _firm = new(() => MostTold(EntityType.Organisation));
        _person = new(() => MostTold(EntityType.Person));
        _bearers = new(Bearers);
    }

    /// <summary>The name as it stands in a metric (<c>acme_foods</c>); null where nobody with a name holds it.</summary>
    public string? Of(CountedThing counted)
    {
        foreach (var start in new[] { counted.Noun, counted.Number, counted.Governor })
        {
            if (start is not { } token) continue;
            var at = _context.Doc[token];
            for (var steps = 0; steps < Most; steps++)
            {
                if (Beside(at) is { } holder) return Key(holder);
                if (at.IsRoot) break;
                at = at.Head;
            }
        }
        return counted.Entry is { Kind: MetricKind.Group } && _firm.Value is { } firm ? Key(firm) : counted.Entry is { Key: "sentence" } && !IsOfAnother(counted) && _person.Value is { } person ? Key(person) : null;
    }

    // "Two co-defendants got four years": not the one whom the article tells of.
    private bool IsOfAnother(CountedThing counted)
    {
        foreach (var at in _context.Doc[counted.Number].Ancestors)
        {
            if (at.Pos is not ("VERB" or "AUX")) continue;
            if (at.ChildWith("nsubj", "nsubjpass") is { } subject) return subject.Pos is not "PRON" && subject.Tag is "NNS" or "NNPS" or "CD";
        }
        return false;
    }

    // "It employs 900", "he is to spend seven years", where nothing says who: the one that the article tells of.
    private LocalEntity? MostTold(EntityType type)
    {
        var named = _context.Entities.Where(entity => entity.IsNamed && entity.Type == type && entity.Mentions.Count > 1).OrderByDescending(entity => entity.Mentions.Count).Take(2).ToList();
        return named.Count == 1 || named.Count == 2 && named[0].Mentions.Count * 2 >= named[1].Mentions.Count * 3 ? named[0] : null;
    }

    private Dictionary<string, int> Bearers()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entity in _context.Entities)
            if (entity.IsNamed)
                foreach (var word in NameForms.Words(NameForms.Fold(entity.Name)).Distinct()) counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    /// <summary>Somebody's name as it stands in a metric. A firm goes by the first word of its name too, a person by the last; not where two share it.</summary>
    public string Key(LocalEntity holder)
    {
        var name = NameForms.WithoutLegalForm(NameForms.Fold(holder.Name));
        var words = NameForms.Words(name);
        var word = holder.Type == EntityType.Person ? words[^1] : words[0];
        var isOwn = word.Length > 3 && _bearers.Value.GetValueOrDefault(word) <= 1;
        return (isOwn ? word : name).Replace(' ', '_').Replace('/', '_');
    }

    // "its employees", "employees of the firm", "the firm employs", "shares in the firm", "which employs".
    private LocalEntity? Beside(Token token)
    {
        foreach (var child in token.Children)
        {
            if (child.Dep is "poss" && Named(child) is { } owner) return owner;
            if (child.Dep is "prep" && child.LowerText() is "of" or "at" or "in" or "for" && child.ChildWith("pobj") is { } of && Named(of) is { } body) return body;
            // "sentenced the mayor to seven years"
            if (child.Dep is "dobj" or "nsubjpass" or "dative" && IsSentencing(token) && Named(child) is { } sentenced) return sentenced;
            if (child.Dep is not ("nsubj" or "agent") || IsSentencing(token) || token.Pos is not ("VERB" or "AUX")) continue;
            var subject = child.Dep == "agent" ? child.ChildWith("pobj") ?? child : child;
            if (subject.Tag is "WDT" or "WP" && token.Dep == "relcl") subject = token.Head;
            if ((Named(subject) ?? (subject.ChildWith("appos") is { } called ? Named(called) : null)) is { } does) return does;
            // "Shares in the firm fell", "the firm's shares fell"
            foreach (var below in subject.Children)
            {
                if (below.Dep is "poss" or "compound" && Named(below) is { } whose) return whose;
                if (below.Dep == "prep" && below.ChildWith("pobj") is { } inner && Named(inner) is { } within) return within;
            }
        }
        return token.Dep is "acl" && token.Tag == "VBG" ? Named(token.Head) : null;
    }

    private static bool IsSentencing(Token verb) => verb.LowerLemma() is "sentence" or "jail" or "imprison" or "send" or "give" or "hand";

    private LocalEntity? Named(Token token) =>
        _context.EntityAt(token.Index) is { IsNamed: true, Type: EntityType.Organisation or EntityType.Person or EntityType.Product } entity ? entity : null;
}
