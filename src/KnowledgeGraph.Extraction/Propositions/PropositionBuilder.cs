using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>
/// Reads propositions off the dependency trees (ClearNLP labels): passives are turned around, coordinated predicates share
/// subjects and objects, relative pronouns stand for their antecedents, infinitives and participles get the subject that
/// controls them, and nouns of happenings take the arguments of the verb that supports them ("launched an attack on").
/// </summary>
public sealed class PropositionBuilder
{
    private readonly VerbLexicon _verbs;
    private readonly NounLexicon _nouns;
    private readonly SupportVerbs _support;
    private readonly ClauseStatus _status;

    public PropositionBuilder(VerbLexicon verbs, NounLexicon nouns, SupportVerbs support)
    {
        (_verbs, _nouns, _support) = (verbs, nouns, support);
        _status = new ClauseStatus(verbs);
    }

    public PropositionIndex Build(Doc doc)
    {
        var propositions = new Dictionary<int, Proposition>();
        foreach (var token in doc)
        {
            if (IsPredicate(token)) propositions[token.Index] = ReadVerb(token);
        }
        foreach (var token in doc)
        {
            if (token.Pos is not ("NOUN" or "PROPN") || propositions.ContainsKey(token.Index)) continue;
            if (_nouns.FindEvent(token.LowerLemma()) is { Share: >= 0.05 } || token.HasChild("acl", "prep", "poss")) propositions[token.Index] = ReadNoun(token, propositions);
        }
        return new(doc, propositions.Values);
    }

    private static bool IsPredicate(Token token)
    {
        if (!token.IsVerbal() || token.IsAuxiliary()) return false;
        if (token.Dep is "amod" or "compound" or "punct" or "case") return false;
        return token.Dep != "prep" || token.HasChild("dobj", "nsubj", "ccomp", "xcomp");
    }

    private Proposition ReadVerb(Token verb)
    {
        var passive = IsPassive(verb);
        var arguments = new List<Argument>();
        AddOwn(verb, passive, arguments);
        if (!arguments.Any(argument => argument.Role == ArgumentRole.Subject) && !(passive && arguments.Any(IsPassiveSubject))) AddSharedSubject(verb, passive, arguments);
        AddSharedObject(verb, arguments);
        Renumber(arguments, passive);
        var kind = arguments.Any(argument => argument.Role == ArgumentRole.Attribute) && !arguments.Any(argument => argument.Role == ArgumentRole.Object)
            && verb.LowerLemma() is "be" or "become" or "remain" or "’" or "'s" or "seem" or "appear" ? PredicateKind.Copula : PredicateKind.Verb;
        return new(
            verb.Index, kind, LemmaOf(verb), verb.ChildWith("prt")?.LowerText(), null, arguments, passive,
            _status.IsNegated(verb), _status.ModalityOf(verb));

        static bool IsPassiveSubject(Argument argument) => argument.Role == ArgumentRole.Object;
    }

    /// <summary>Headlines drop the auxiliary: "Two bankers arrested" cannot be active, for these verbs always have an object.</summary>
    private static bool AlwaysHasObject(string lemma) => lemma is
        "arrest" or "kill" or "injure" or "wound" or "detain" or "jail" or "convict" or "sentence" or "indict" or "destroy" or "damage" or "evacuate" or "rescue" or "sack" or
        "kidnap" or "abduct" or "deport" or "execute" or "assassinate" or "murder" or "hospitalise" or "hospitalize";

    /// <summary>The lemma; one letter more where the lexicon knows only that ("fined": fine).</summary>
    private string LemmaOf(Token verb)
    {
        var lemma = verb.LowerLemma();
        return verb.Tag is "VBD" or "VBN" or "VBG" && _verbs.Find(lemma) is null && _verbs.Find(lemma + "e") is not null ? lemma + "e" : lemma;
    }

    private static bool IsPassive(Token verb)
    {
        if (verb.HasChild("auxpass", "nsubjpass", "csubjpass")) return true;
        if (verb.Tag is "VBN" or "VBD" && AlwaysHasObject(verb.LowerLemma()) && !verb.HasChild("aux", "dobj", "ccomp", "xcomp", "prt", "relcl") && verb.HasChild("nsubj")) return true;
        if (verb.Tag != "VBN") return false;
        if (verb.Dep is "acl" or "advcl" && !verb.HasChild("aux", "dobj")) return true;
        return verb.Dep == "conj" && verb.Head.IsVerbal() && !verb.HasChild("aux", "nsubj", "dobj") && IsPassive(verb.Head);
    }

    private void AddOwn(Token verb, bool passive, List<Argument> arguments)
    {
        foreach (var child in verb.Children)
        {
            switch (child.Dep)
            {
                case "nsubj" or "csubj" or "expl" when child.LowerText() != "there":
                    Add(arguments, passive && child.Dep == "nsubj" && !verb.HasChild("auxpass") ? ArgumentRole.Object : ArgumentRole.Subject, child, "");
                    break;
                case "nsubjpass" or "csubjpass":
                    Add(arguments, ArgumentRole.Object, child, "");
                    break;
                case "dobj":
                    Add(arguments, ArgumentRole.Object, child, "");
                    break;
                case "dative" when child.IsNominal():
                    Add(arguments, ArgumentRole.IndirectObject, child, "");
                    break;
                case "oprd" when child.Pos == "PROPN" && !verb.HasChild("dobj", "nsubjpass"):
                    Add(arguments, ArgumentRole.Object, child, "");
                    break;
                case "attr" or "acomp" or "oprd":
                    Add(arguments, ArgumentRole.Attribute, child, "");
                    break;
                case "agent":
                    foreach (var inner in child.Children)
                    {
                        if (inner.Dep == "pobj") Add(arguments, ArgumentRole.Subject, inner, "", child);
                    }
                    break;
                case "prep" or "dative":
                    AddOblique(child, arguments, "");
                    break;
                case "ccomp" or "xcomp" or "pcomp":
                    arguments.Add(new(ArgumentRole.Clause, child.Index, child.Mark()?.LowerText() ?? "", child.Index));
                    break;
                case "npadvmod" or "advmod" or "advcl":
                    arguments.Add(new(ArgumentRole.Adverbial, child.Index, "", child.Index));
                    break;
            }
        }
    }

    /// <summary>"out of the town" and "because of the storm" are one preposition; "met with him and with her" are two phrases.</summary>
    private static void AddOblique(Token preposition, List<Argument> arguments, string before)
    {
        var name = before + preposition.LowerText();
        foreach (var child in preposition.Children)
        {
            switch (child.Dep)
            {
                case "pobj":
                    Add(arguments, ArgumentRole.Oblique, child, name, preposition);
                    break;
                case "pcomp":
                    arguments.Add(new(ArgumentRole.Clause, child.Index, name, preposition.Index));
                    break;
                case "prep" when child.Index > preposition.Index:
                    AddOblique(child, arguments, name + " ");
                    break;
                case "conj" when child.Pos == "ADP" || child.Tag is "IN" or "TO":
                    AddOblique(child, arguments, "");
                    break;
            }
        }
    }

    private static void Add(List<Argument> arguments, ArgumentRole role, Token head, string preposition, Token? marker = null)
    {
        var stands = Antecedent(head);
        var first = true;
        foreach (var member in stands.Conjuncts())
        {
            arguments.Add(new(role, member.Index, preposition, first ? (marker ?? head).Index : member.Index, !first));
            first = false;
            foreach (var listed in Listed(member)) arguments.Add(new(role, listed.Index, preposition, listed.Index, true));
        }
    }

    /// <summary>"several towns, including Arica and Iquique": the towns that are named.</summary>
    private static IEnumerable<Token> Listed(Token noun)
    {
        if (noun.Pos != "NOUN") return [];
        var including = noun.Children.FirstOrDefault(child => child.Dep == "prep" && child.Index > noun.Index && child.LowerText() == "including");
        if (including.Doc is null && noun.ChildWith("prep")?.ChildWith("pobj") is { } inner)
            including = inner.Children.FirstOrDefault(child => child.Dep == "prep" && child.LowerText() == "including");
        return including.Doc is not null && including.ChildWith("pobj") is { } named ? named.Conjuncts() : [];
    }

    /// <summary>The noun that a relative pronoun stands for; other tokens stand for themselves.</summary>
    private static Token Antecedent(Token token)
    {
        if (!token.IsRelativePronoun()) return token;
        for (var current = token; !current.IsRoot; current = current.Head)
        {
            if (current.Dep is "relcl") return current.Head;
        }
        return token;
    }

    private void AddSharedSubject(Token verb, bool passive, List<Argument> arguments)
    {
        foreach (var token in SubjectsFor(verb, 0))
        {
            arguments.Add(new(passive ? ArgumentRole.Object : ArgumentRole.Subject, token.Token.Index, "", token.Token.Index, token.IsConjunct, IsShared: true));
        }
    }

    /// <summary>Who is understood as the subject of a verb that has none of its own.</summary>
    private IEnumerable<(Token Token, bool IsConjunct)> SubjectsFor(Token verb, int depth)
    {
        if (depth > 6 || verb.IsRoot) return [];
        var head = verb.Head;
        switch (verb.Dep)
        {
            case "conj" when head.IsVerbal():
                return OwnSubject(head) is { } own ? Members(own) : SubjectsFor(head, depth + 1);
            case "xcomp" when head.IsVerbal():
                if (head.ChildWith("dobj", "dative") is { } controller && controller.IsNominal() && ControlsByObject(head)) return Members(controller);
                return OwnSubject(head) is { } subject ? Members(subject) : SubjectsFor(head, depth + 1);
            case "xcomp" when head.Dep is "acomp" or "attr":
                return OwnSubject(head.Head) is { } ofCopula ? Members(ofCopula) : [];
            case "advcl" when verb.Tag == "VBG" && IsLoose(verb, head):
                return OwnSubject(head.Head) is { } whole ? Members(whole) : SubjectsFor(head, depth + 1);
            case "advcl" when head.IsVerbal():
                return OwnSubject(head) is { } main ? Members(main) : SubjectsFor(head, depth + 1);
            case "pcomp" when head.Dep is "prep" or "agent":
                var governor = head.Head;
                if (governor.IsVerbal()) return OwnSubject(governor) is { } outer ? Members(outer) : SubjectsFor(governor, depth + 1);
                if (governor.ChildWith("poss") is { } possessor) return Members(possessor);
                return governor.GoverningVerb() is { } above && OwnSubject(above) is { } actor ? Members(actor) : [];
            case "acl" when verb.Tag is "VBG" or "VBN":
                return Members(head);
            case "acl":
                if (head.ChildWith("poss") is { } owner) return Members(owner);
                return head.GoverningVerb() is { } support && head.Dep is "dobj" or "attr" && OwnSubject(support) is { } who ? Members(who) : [];
            case "relcl" when !verb.HasChild("dobj", "nsubjpass"):
                return Members(head);
            default:
                return [];
        }
    }

    /// <summary>
    /// "The ministry closed the road after rain fell, blaming the mayor": a participle after a comma belongs to the main clause rather than to
    /// the subordinate one before it.
    /// </summary>
    private static bool IsLoose(Token participle, Token clause) =>
        clause.Dep == "advcl" && clause.HasChild("mark") && clause.Index > clause.HeadIndex && clause.Head.IsVerbal()
        && participle.LeftEdge.Index > 0 && participle.Doc[participle.LeftEdge.Index - 1].Text == ",";

    private static Token? OwnSubject(Token verb)
    {
        if (verb.ChildWith("nsubj", "nsubjpass", "csubj") is { } subject) return Antecedent(subject);
        return verb.ChildWith("agent")?.ChildWith("pobj");
    }

    private static IEnumerable<(Token, bool)> Members(Token head) => head.Conjuncts().Select((token, i) => (token, i > 0));

    private bool ControlsByObject(Token verb) =>
        _verbs.Find(verb.LowerLemma()) is { } entry && (entry.Complements.Contains("np_to") || entry.Complements.Contains("np_bare") || entry.Complements.Contains("small"));

    /// <summary>"shelled and burned the village": the first verb has the second one's object when nothing stands between but "and".</summary>
    private static void AddSharedObject(Token verb, List<Argument> arguments)
    {
        if (arguments.Any(argument => argument.Role is ArgumentRole.Object or ArgumentRole.Clause or ArgumentRole.Attribute)) return;
        if (verb.ChildWith("conj") is not { } second || !second.IsVerbal() || second.Index - verb.Index > 3 || second.HasChild("nsubj", "nsubjpass")) return;
        if (verb.HasChild("prep")) return;
        if (second.ChildWith("dobj") is not { } shared) return;
        foreach (var (token, isConjunct) in Members(Antecedent(shared))) arguments.Add(new(ArgumentRole.Object, token.Index, "", token.Index, isConjunct, IsShared: true));
    }

    /// <summary>"The town was given food": the subject of a passive with an object of its own is the receiver.</summary>
    private static void Renumber(List<Argument> arguments, bool passive)
    {
        if (!passive) return;
        var objects = arguments.Where(argument => argument is { Role: ArgumentRole.Object, IsShared: false, IsConjunct: false }).ToList();
        if (objects.Count < 2) return;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Role == ArgumentRole.Object && arguments[i].Head <= objects[0].Head) arguments[i] = arguments[i] with { Role = ArgumentRole.IndirectObject };
        }
    }

    private Proposition ReadNoun(Token noun, Dictionary<int, Proposition> verbs)
    {
        var arguments = new List<Argument>();
        foreach (var child in noun.Children)
        {
            switch (child.Dep)
            {
                case "poss":
                    Add(arguments, ArgumentRole.Possessor, child, "");
                    break;
                case "compound" or "amod" or "nmod":
                    arguments.Add(new(ArgumentRole.Modifier, child.Index, "", child.Index));
                    foreach (var inner in child.Children)
                    {
                        if (inner.Dep is "compound" or "nmod" or "conj") arguments.Add(new(ArgumentRole.Modifier, inner.Index, "", inner.Index, IsConjunct: true));
                    }
                    break;
                case "prep" or "agent":
                    AddOblique(child, arguments, "");
                    break;
                case "acl" when child.Tag == "VBN" || child.LowerLemma() is "involve" or "target" or "include":
                    foreach (var inner in child.Children)
                    {
                        if (inner.Dep is "prep" or "agent") AddOblique(inner, arguments, "");
                        else if (inner.Dep == "dobj") Add(arguments, ArgumentRole.Object, inner, "");
                    }
                    break;
            }
        }
        int? support = null;
        var (negated, modality) = (noun.HasChild("neg") || noun.Children.Any(child => child.Dep == "det" && child.LowerText() is "no"), Model.Modality.Asserted);
        if (SupportOf(noun) is { } verb && verbs.TryGetValue(verb.Index, out var clause))
        {
            var entry = _support.Find(clause.Lemma, clause.Particle);
            if (entry is not null)
            {
                support = verb.Index;
                if (entry.TakesSubject && !IsSubject(noun))
                {
                    arguments.AddRange(clause.Arguments
                        .Where(argument => argument.Role is ArgumentRole.Subject or ArgumentRole.IndirectObject or ArgumentRole.Oblique && argument.Head != noun.Index)
                        .Where(argument => !arguments.Any(own => own.Head == argument.Head))
                        .Select(argument => argument with { IsShared = true }));
                }
            }
            // What a happening does or fails to do says nothing about whether it took place, unless that is what is said.
            if (entry?.Effect == SupportEffect.Presupposes) modality = Model.Modality.Asserted;
            else if (!IsSubject(noun) || clause.Passive || clause.Lemma is "occur" or "happen" or "take" or "begin" or "start" or "resume" or "continue" or "go")
            {
                if (entry is not null) negated |= clause.Negated != (entry.Effect == SupportEffect.Prevents);
                modality = entry?.Effect == SupportEffect.Plans ? Model.Modality.Planned : clause.Modality;
            }
        }
        return new(noun.Index, PredicateKind.Noun, noun.LowerLemma(), null, support, arguments, false, negated, modality);
    }

    private static bool IsSubject(Token noun) => noun.Dep is "nsubj" or "nsubjpass";

    /// <summary>The verb that says that the noun's happening takes place: it governs the noun as object or passive subject.</summary>
    private static Token? SupportOf(Token noun)
    {
        var top = noun;
        while (top.Dep == "conj" && top.Head.IsNominal()) top = top.Head;
        if (top.Dep == "pobj" && top.Head.LowerText() == "of" && top.Head.Head.IsNominal() && Clauses.IsMeasure(top.Head.Head)) top = top.Head.Head;
        if (top.Dep is "dobj" or "nsubjpass" or "nsubj" && top.Head.IsVerbal()) return top.Head;
        if (top.Dep == "pobj" && top.Head.LowerText() is "in" or "to" or "for" or "into" && top.Head.Head.IsVerbal()) return top.Head.Head;
        return top.Dep == "relcl" ? top : null;
    }
}
