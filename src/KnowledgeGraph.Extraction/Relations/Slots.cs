using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>The heads that stand in a trigger's slots: by role, by preposition (at the verb or at its object), or as a pair.</summary>
internal sealed class Slots(Doc doc, Proposition proposition, int objectNoun, int predicate)
{
    public IEnumerable<int> Get(string slot) => slot switch
    {
        "subj" => Heads(ArgumentRole.Subject),
        "obj" => Heads(ArgumentRole.Object).Where(head => head != objectNoun && !IsConjunctOf(head, objectNoun)),
        "iobj" => Heads(ArgumentRole.IndirectObject),
        "attr" => Heads(ArgumentRole.Attribute),
        "poss" => Heads(ArgumentRole.Possessor).Concat(objectNoun >= 0 ? ChildrenOf(objectNoun, "poss") : []),
        "mod" => Heads(ArgumentRole.Modifier),
        "objmod" => objectNoun < 0 ? [] : doc[objectNoun].Lefts.Where(child => child.Dep is "compound" or "nmod" && child.EntityLabel is "GPE" or "ORG" or "PERSON").Select(child => child.Index),
        "clause" => ClauseSubjects(),
        "pair" => [],
        _ => Prepositional(slot),
    };

    /// <summary>Members of the coordination that both sides of a mutual relation stand in: subjects, "between X and Y", possessors, "the X-Y talks".</summary>
    public IEnumerable<int> Pair()
    {
        var between = Prepositional("between").ToList();
        if (between.Count >= 2) return between;
        if (proposition.Kind == PredicateKind.Noun)
        {
            var possessors = Heads(ArgumentRole.Possessor).ToList();
            if (possessors.Count >= 2) return possessors;
            var modifiers = Heads(ArgumentRole.Modifier).Where(head => doc[head].Pos == "PROPN").ToList();
            if (modifiers.Count >= 2) return modifiers;
        }
        return Heads(ArgumentRole.Subject);
    }

    private IEnumerable<int> Heads(ArgumentRole role) => proposition.Having(role).Select(argument => argument.Head);

    private IEnumerable<int> Prepositional(string preposition)
    {
        foreach (var argument in proposition.HavingPreposition(preposition)) yield return argument.Head;
        foreach (var carrier in new[] { objectNoun, predicate == proposition.Predicate ? -1 : predicate })
        {
            if (carrier < 0) continue;
            foreach (var token in doc[carrier].Conjuncts().Append(doc[carrier].Essence()).DistinctBy(token => token.Index))
            {
                foreach (var child in token.Children)
                {
                    if (child.Dep != "prep" || child.LowerText() != preposition || child.ChildWith("pobj") is not { } inner) continue;
                    foreach (var member in inner.Conjuncts()) yield return member.Index;
                }
            }
        }
        if (objectNoun >= 0)
        {
            // "fired rockets, mines and shells at the port": the phrase may hang on the last thing of a list.
            foreach (var token in doc[objectNoun].Subtree)
            {
                if (token.Dep != "prep" || token.HeadIndex == objectNoun || token.LowerText() != preposition || token.ChildWith("pobj") is not { } inner || token.Head.Pos != "NOUN") continue;
                if (token.Head.Dep is not ("conj" or "pobj" or "appos")) continue;
                foreach (var member in inner.Conjuncts()) yield return member.Index;
            }
        }
        if (proposition.Kind != PredicateKind.Noun) yield break;
        foreach (var argument in proposition.Arguments)
        {
            if (argument is not { Role: ArgumentRole.Oblique, IsShared: false, Preposition: "of" or "on" or "in" } || argument.Preposition == preposition) continue;
            foreach (var child in doc[argument.Head].Children)
            {
                if (child.Dep != "prep" || child.LowerText() != preposition || child.ChildWith("pobj") is not { } deeper) continue;
                foreach (var member in deeper.Conjuncts()) yield return member.Index;
            }
        }
    }

    private IEnumerable<int> ChildrenOf(int token, string dep) => doc[token].Children.Where(child => child.Dep == dep).Select(child => child.Index);

    /// <summary>The subject of the clause that the predicate or its object introduces ("voiced dismay that the mayor ...").</summary>
    private IEnumerable<int> ClauseSubjects()
    {
        foreach (var carrier in new[] { objectNoun, proposition.Predicate })
        {
            if (carrier < 0) continue;
            foreach (var child in doc[carrier].Children)
            {
                if (child.Dep is not ("ccomp" or "acl") || child.Index < carrier) continue;
                if (child.ChildWith("nsubj", "nsubjpass") is { } subject) yield return subject.Index;
            }
        }
    }

    private bool IsConjunctOf(int head, int other)
    {
        if (other < 0) return false;
        for (var token = doc[head]; token.Dep == "conj"; token = token.Head)
        {
            if (token.HeadIndex == other) return true;
        }
        return false;
    }
}
