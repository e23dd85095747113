using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>A relation in the sentence's words with its arguments: subject, object, and what else the clause says.</summary>
internal sealed record OpenTriple(string Relation, IReadOnlyList<string> Arguments, double Confidence);

/// <summary>Writes propositions in the words of their sentence.</summary>
internal sealed class OpenTriples(Doc doc, PropositionIndex propositions)
{
    private const int MostAdjuncts = 2, MostAdjunctWords = 9;

    public IEnumerable<OpenTriple> Read()
    {
        foreach (var proposition in propositions.All)
        {
            if (proposition.Kind == PredicateKind.Noun) continue;
            foreach (var triple in FromClause(proposition)) yield return triple;
        }
        foreach (var token in doc)
        {
            if (token.Dep == "appos" && token.Pos is "NOUN" or "PROPN" && token.Head.IsNoun() && token.Head.Index < token.Index && token.Rights.Count < 6)
                yield return new("is", [Phrase(token.Head.Index, bare: true), Phrase(token.Index)], .5);
        }
    }

    private IEnumerable<OpenTriple> FromClause(Proposition proposition)
    {
        var verb = doc[proposition.Predicate];
        var subject = proposition.Passive ? proposition.First(ArgumentRole.Object) : proposition.First(ArgumentRole.Subject);
        if (subject is null) yield break;
        if (verb.Dep is "xcomp" && !verb.Head.IsRoot && verb.Head.Dep is "xcomp") yield break;
        if (IsTakenUp(verb)) yield break;
        var words = RelationWords(verb);
        if (verb.Dep == "conj" && !verb.HasOwnAuxiliary() && verb.Tag is "VB" or "VBN" or "VBG" && verb.Head.Tag == verb.Tag)
            words = [.. RelationWords(verb.Head).Where(index => doc[index].Dep is "aux" or "auxpass"), .. words];
        var lead = proposition;
        while (Continuation(lead) is { } next)
        {
            words.AddRange(RelationWords(doc[next.Predicate]));
            lead = next;
        }
        var last = doc[lead.Predicate];
        var heads = Objects(lead, last).ToList();
        var adjuncts = Adjuncts(lead, last, proposition).ToList();
        string? preposition = null;
        if (heads.Count == 0)
        {
            if (adjuncts.Count == 0) yield break;
            var first = adjuncts.OrderBy(item => item.Marker < last.Index).ThenBy(item => item.Marker).First();
            adjuncts.Remove(first);
            if (first.Preposition.Length > 0)
            {
                preposition = first.Preposition;
                heads = [first];
            }
            else heads = [first];
        }
        var relation = Join(words) + (preposition is null ? "" : " " + preposition);
        var extras = adjuncts.Where(item => !heads.Contains(item)).Take(MostAdjuncts).Select(item => item.Marker == item.Head || item.Preposition.Length == 0
            ? Phrase(item.Head) : Slice(item.Marker, PhraseBounds(item.Head, false).End)).Where(text => text.Count(c => c == ' ') < MostAdjunctWords).ToList();
        foreach (var head in heads)
        {
            var text = head.Role == ArgumentRole.Clause ? ClauseText(head.Head) : Phrase(head.Head, isMember: head.IsConjunct || HasConjuncts(head.Head));
            foreach (var actor in Subjects(proposition, subject))
                yield return new(relation, [actor, text, .. extras], verb.IsRoot || verb.Dep == "conj" ? .9 : .8);
        }
    }

    /// <summary>A verb in the chain "tried to sell": told with the verb above it.</summary>
    private bool IsTakenUp(Token verb) =>
        verb.Dep == "xcomp" && verb.Head.Pos is "VERB" or "AUX" && propositions.At(verb.HeadIndex) is { } above && Continuation(above)?.Predicate == verb.Index;

    private Proposition? Continuation(Proposition proposition)
    {
        if (proposition.Having(ArgumentRole.Object).Any(argument => !proposition.Passive && !argument.IsShared)) return null;
        var verb = doc[proposition.Predicate];
        foreach (var child in verb.Rights)
        {
            if (child.Dep == "xcomp" && child.Pos is "VERB" or "AUX") return propositions.At(child.Index);
        }
        return null;
    }

    private List<int> RelationWords(Token verb)
    {
        var words = new List<int>();
        foreach (var child in verb.Children)
        {
            var before = child.Index < verb.Index;
            if (child.Dep is "aux" or "auxpass" or "neg" or "prt") words.Add(child.Index);
            else if (child.Dep == "advmod" && before && verb.Index - child.Index <= 2 && !child.Children.Any()) words.Add(child.Index);
        }
        words.Add(verb.Index);
        words.Sort();
        return words;
    }

    private IEnumerable<Argument> Objects(Proposition proposition, Token verb)
    {
        var direct = proposition.Arguments.Where(argument => argument.Role is ArgumentRole.Object or ArgumentRole.IndirectObject && !(proposition.Passive && argument.Role == ArgumentRole.Object)).ToList();
        if (direct.Count > 0) return direct.Where(argument => argument.Role == direct[0].Role || argument.Role == ArgumentRole.Object);
        var attributes = proposition.Having(ArgumentRole.Attribute).ToList();
        if (attributes.Count > 0) return attributes;
        if (proposition.Passive && proposition.First(ArgumentRole.Subject) is { IsShared: false } agent) return [agent with { Preposition = "by" }];
        return proposition.Having(ArgumentRole.Clause).Where(argument => doc[argument.Marker].Dep is "ccomp" or "xcomp").Take(1);
    }

    private IEnumerable<Argument> Adjuncts(Proposition lead, Token verb, Proposition outer)
    {
        var all = ReferenceEquals(lead, outer) ? lead.Arguments : lead.Arguments.Concat(outer.Arguments);
        return all.Where(argument => argument is { Role: ArgumentRole.Oblique, IsConjunct: false, IsShared: false }
            || argument.Role == ArgumentRole.Adverbial && doc[argument.Head].Dep == "npadvmod");
    }

    private IEnumerable<string> Subjects(Proposition proposition, Argument first)
    {
        return proposition.Arguments.Where(argument => argument.Role == first.Role).Select(argument => Phrase(argument.Head, bare: true));
    }

    private bool HasConjuncts(int head) => doc[head].Children.Any(child => child.Dep == "conj");

    private string Phrase(int head, bool bare = false, bool isMember = false)
    {
        var (first, end) = PhraseBounds(head, bare || isMember);
        return Slice(first, end);
    }

    /// <summary>The noun phrase without relative clauses and appositions; without its coordination where asked.</summary>
    private (int First, int End) PhraseBounds(int head, bool alone)
    {
        var token = doc[head];
        int first = token.LeftEdge.Index, end = token.RightEdge.Index + 1;
        foreach (var child in token.Children)
        {
            if (child.Index < head) continue;
            if (child.Dep is "relcl" or "appos" or "advcl" or "parataxis" || alone && child.Dep is "conj" or "cc" || child.Dep == "acl" && child.Index > head + 8) end = Math.Min(end, child.LeftEdge.Index);
            if (child.Dep == "punct" && child.Text is "," or ";" or "--" or ":" && alone) end = Math.Min(end, child.Index);
        }
        for (var i = head + 1; i < end; i++)
        {
            if (doc[i].Dep is "relcl" or "advcl" && doc[i].LeftEdge.Index > head || doc[i].Text == "including") end = Math.Min(end, doc[i].Dep is "prep" ? i : doc[i].LeftEdge.Index);
        }
        while (end > head + 1 && doc[end - 1].Pos is "PUNCT" or "SPACE" or "CCONJ" or "SCONJ" or "ADP") end--;
        if (token.Dep == "conj" && first > token.HeadIndex && doc[first].Dep == "cc") first++;
        return (first, Math.Max(end, head + 1));
    }

    private string ClauseText(int head)
    {
        var token = doc[head];
        int first = token.LeftEdge.Index, end = token.RightEdge.Index + 1;
        if (doc[first].Dep == "mark" && doc[first].Text is "that") first++;
        while (end > head + 1 && doc[end - 1].Pos is "PUNCT" or "SPACE") end--;
        return Slice(first, end);
    }

    private string Slice(int first, int end) => doc.Slice(first, Math.Max(end, first + 1)).Text;

    private string Join(List<int> words) => string.Join(' ', words.Select(index => doc[index].Text));
}

internal static class TokenKinds
{
    public static bool HasOwnAuxiliary(this Token verb) => verb.Children.Any(child => child.Dep is "aux" or "auxpass");

    public static bool IsNoun(this Token token) => token.Pos is "NOUN" or "PROPN" or "PRON";
}
