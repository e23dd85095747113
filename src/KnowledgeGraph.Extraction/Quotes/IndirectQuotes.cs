using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>Reported clauses: "said (that) ...", "..., officials said", "urged them to ...", "reported finding ...", "voiced dismay that ...".</summary>
internal sealed class IndirectQuotes(ArticleContext context, PropositionIndex propositions, SpeechCues cues, SpeakerFinder speakers, Referents referents)
{
    private Doc Doc => context.Doc;

    public IEnumerable<QuoteDraft> Find()
    {
        foreach (var token in Doc)
        {
            if (token.Pos == "NOUN" && FromNoun(token) is { } draft) yield return draft;
        }
        foreach (var proposition in propositions.All)
        {
            if (proposition.Kind == PredicateKind.Noun || !context.IsProse(proposition.Predicate)) continue;
            var verb = Doc[proposition.Predicate];
            foreach (var content in Contents(verb))
            {
                if (Draft(proposition, verb, content) is { } draft) yield return draft;
            }
        }
    }

    /// <summary>"Lopez's claim that the dam was safe": the noun reports for its possessor.</summary>
    private QuoteDraft? FromNoun(Token noun)
    {
        if (!IsFeeling(noun) && noun.LowerLemma() is not ("argument" or "insistence" or "contention" or "report" or "remark" or "comment" or "pledge" or "vow" or "denial" or "finding" or "conclusion")) return null;
        if (noun.ChildWith("poss") is not { } owner || !context.IsProse(noun.Index)) return null;
        var clause = noun.Children.FirstOrDefault(child => child.Dep is "acl" or "ccomp" && child.Index > noun.Index && child.Mark()?.LowerText() == "that");
        if (clause.Doc is null || speakers.Phrase(owner.Index) is not { Entity: not null } source) return null;
        var (first, end) = Bounds(noun, clause);
        if (end - first < 3) return null;
        var kind = QuotedShare(first, end) > 0 ? QuoteKind.Mixed : QuoteKind.Indirect;
        return new(kind, first, end, source, noun.Index, noun.Index + 1, noun.LowerLemma(), .75) { Verb = noun.Index };
    }

    private IEnumerable<(Token Head, double Confidence)> Contents(Token verb)
    {
        foreach (var child in verb.Children)
        {
            switch (child.Dep)
            {
                case "ccomp" or "parataxis" when verb.LowerLemma() is "find" or "show" or "learn" or "prove" && child.Mark()?.LowerText() != "that":
                    break;
                case "ccomp" or "parataxis" when cues.ReportsClause(verb) && IsFinite(child) && (child.Index > verb.Index || CanFollow(verb)):
                    yield return (child, .9);
                    break;
                case "xcomp" or "ccomp" when child.Tag == "VB" && child.Children.Any(word => word.Dep == "aux" && word.LowerText() == "to") && cues.ReportsInfinitive(verb):
                    yield return (child, .7);
                    break;
                case "xcomp" or "ccomp" or "pcomp" when child.Tag == "VBG" && cues.ReportsGerund(verb):
                    yield return (child, .8);
                    break;
                case "dobj" or "pobj" when verb.LowerLemma() is "report" or "record" or "confirm" or "announce" && CountsSomething(child):
                    yield return (child, .7);
                    break;
                case "prep" when verb.LowerLemma() == "report" && child.LowerText() is "over" or "about" or "around" && child.ChildWith("pobj") is { } counted && CountsSomething(counted):
                    yield return (child, .7);
                    break;
                case "dobj" when IsFeeling(child) && IsExpressing(verb):
                    foreach (var inner in child.Children)
                    {
                        if (inner.Dep is "acl" or "ccomp" or "relcl" && inner.Children.Any(word => word.Dep is "mark" && word.LowerText() == "that")) yield return (inner, .8);
                    }
                    break;
                case "acomp" when IsAttitude(child) && verb.LowerLemma() is "be" or "remain" or "feel" or "sound":
                    foreach (var inner in child.Children)
                    {
                        if (inner.Dep == "ccomp" && IsFinite(inner)) yield return (inner, .75);
                    }
                    break;
                case "acl" when verb.Dep == "ROOT" && IsExpressing(verb) && child.Mark()?.LowerText() == "that":
                    yield return (child, .7);
                    break;
            }
        }
    }

    /// <summary>"The dam broke, officials said": only a main verb without a clause of its own after it reports what stands before it.</summary>
    private static bool CanFollow(Token verb) =>
        !verb.HasChild("mark") && verb.Dep is not ("relcl" or "acl") && !verb.Children.Any(child => child.Dep is "ccomp" or "xcomp" && child.Index > verb.Index);

    private QuoteDraft? Draft(Proposition proposition, Token verb, (Token Head, double Confidence) content)
    {
        var clause = content.Head;
        if (IsCueWithoutSubject(clause)) return null;
        var (first, end) = Bounds(verb, clause);
        if (end - first < 3 || QuotedShare(first, end) > .8) return null;
        var speaker = SpeakerOf(verb);
        if (!speaker.HasWords && clause.Index < verb.Index) speaker = speakers.Beside(verb, end, Math.Min(Doc.Count, verb.Sentence.End));
        if (IsExcluded(proposition, verb, speaker)) return null;
        var kind = QuotedShare(first, end) > 0 ? QuoteKind.Mixed : QuoteKind.Indirect;
        var (cueFirst, cueEnd) = CueOf(verb);
        return new(kind, first, end, speaker, cueFirst, cueEnd, proposition.Lemma, content.Confidence)
        {
            Verb = verb.Index,
            Addressee = AddresseeOf(proposition, clause),
        };
    }

    /// <summary>
    /// The verb's subject; of a participle after a comma ("..., adding that") rather the sentence's own reporting subject; of a verb without
    /// subject that of the reporting verb above it.
    /// </summary>
    private Source SpeakerOf(Token verb)
    {
        var own = speakers.BySyntax(verb);
        if (verb.Tag == "VBG" && !verb.HasChild("nsubj") && verb.Dep is "advcl" or "acl" && verb.Index > 0 && Doc[verb.Index - 1].Text is ",")
        {
            var root = verb.Sentence.Root;
            if (root.Index < verb.Index && (cues.ReportsClause(root) || cues.CarriesFragment(root)) && speakers.BySyntax(root) is { Entity: not null } main) return main;
        }
        if (own.HasWords || verb.IsRoot) return own;
        return verb.Dep is "ccomp" or "xcomp" or "conj" or "dep" && cues.ReportsClause(verb.Head) ? speakers.BySyntax(verb.Head) : own;
    }

    private bool IsExcluded(Proposition proposition, Token verb, Source speaker)
    {
        if (proposition.Negated && proposition.Lemma is not ("deny" or "rule")) return true;
        if (!speaker.HasWords && verb.Tag is "VBN" or "VBG" && !verb.HasChild("nsubjpass", "expl", "nsubj")) return true;
        if (proposition.Passive && !speaker.HasWords && verb.ChildWith("nsubjpass") is { } told && told.LowerText() != "it") return true;
        if (verb.Tag == "VBG" && speaker.Entity is null) return true;
        if (speaker.HasWords)
        {
            var word = Doc[speaker.First];
            if (speaker.Entity is null && speaker.End - speaker.First == 1 && word.Tag is "WDT" or "WP" or "DT" or "EX") return true;
            var pronoun = speaker.End - speaker.First == 1 && word.Tag == "PRP";
            if (pronoun && speaker.Entity is null && (word.LowerText() == "you" || word.LowerText() == "it" && (proposition.Passive || cues.IsBelief(verb)))) return true;
            if (pronoun && word.LowerText() is "i" or "we" or "you" && (speakers.IsQuoted(verb.Index) || speaker.Entity is null)) return true;
        }
        if (cues.IsBelief(verb) && (speaker.Entity is null || verb.Dep is "relcl" or "advcl" or "acl")) return true;
        if (!speaker.HasWords && speakers.IsQuoted(verb.Index)) return true;
        return verb.HasChild("aux") && proposition.Modality != Modality.Asserted && !speaker.HasWords;
    }

    /// <summary>"acknowledged saying that": the inner verb reports for the same speaker.</summary>
    private bool IsCueWithoutSubject(Token clause) =>
        cues.ReportsClause(clause) && !clause.HasChild("nsubj", "nsubjpass", "expl") && clause.HasChild("ccomp") && clause.Tag is "VBD" or "VBN";

    private (int First, int End) Bounds(Token verb, Token clause)
    {
        int first = clause.LeftEdge.Index, end = clause.RightEdge.Index + 1;
        if (clause.Index > verb.Index) first = Math.Max(first, verb.Index + 1);
        else if (end > verb.Index && clause.Index < verb.Index && !Straddles(verb, clause)) end = verb.Index;
        var section = context.SectionIndexAt(verb.Index);
        if (context.SectionIndexAt(clause.Index) != section && clause.Index < verb.Index)
        {
            // The parser ran over the edge of a headline: what is said is what stands before the speaker in the verb's own paragraph.
            end = verb.ChildWith("nsubj") is { } subject && subject.Index < verb.Index ? subject.LeftEdge.Index : verb.Index;
        }
        while (first < end && context.SectionIndexAt(first) != section) first++;
        while (end > first && context.SectionIndexAt(end - 1) != section) end--;
        for (var i = Math.Max(first, verb.Index) + 1; i < end; i++)
        {
            if (EndsContent(i, clause)) end = i;
        }
        return first < end ? Trim(first, end) : (first, first);
    }

    /// <summary>A source phrase or a further speaker's clause inside the subtree is not part of what is said.</summary>
    private bool EndsContent(int token, Token clause)
    {
        var word = Doc[token];
        if (word.LowerText() == "according" && token + 1 < Doc.Count && Doc[token + 1].LowerText() == "to") return true;
        if (word.Text is "–" or "—" or "," && token + 1 < Doc.Count)
        {
            var next = Doc[token + 1];
            if (next.LowerText() is "citing" or "quoting") return true;
            var relative = next.Dep == "prep" && token + 2 < Doc.Count && Doc[token + 2].IsRelativePronoun() ? next.GoverningVerb() : null;
            return relative is { Dep: "relcl" } verb && cues.ReportsClause(verb) && verb.Index > clause.Index;
        }
        return false;
    }

    private static bool Straddles(Token verb, Token clause) => clause.Children.Any(child => child.Index > verb.Index);

    /// <summary>Without "that", marks and conjunctions at the edges; closing quotation marks stay where they were opened inside.</summary>
    private (int First, int End) Trim(int first, int end)
    {
        while (first < end - 1 && (Doc[first].Pos is "SPACE" || Doc[first].Text is "," or ":" or ";" or "–" or "—" or "-" or "."
            || Doc[first] is { Tag: "IN" } mark && mark.LowerText() == "that" || Doc[first].Dep == "cc" && Doc[first].Pos == "CCONJ")) first++;
        while (end > first + 1 && (Doc[end - 1].Pos is "SPACE" || Doc[end - 1].Text is "," or "." or ":" or ";" or "–" or "—" or "-" || Doc[end - 1].Dep == "cc")) end--;
        if (Doc[end - 1].Text is "”" or "\"" && !HasOpen(first, end - 1)) end--;
        if (end < Doc.Count && Doc[end].Text is "”" or "\"" && HasOpen(first, end)) end++;
        if (first > 0 && Doc[first - 1].Text is "“" && speakers.IsQuoted(first)) first--;
        return (first, end);
    }

    private bool HasOpen(int first, int end)
    {
        var open = 0;
        for (var i = first; i < end; i++)
        {
            if (Doc[i].Text is "“") open++;
            else if (Doc[i].Text is "”") open--;
            else if (Doc[i].Text is "\"") open = open > 0 ? open - 1 : open + 1;
        }
        return open > 0;
    }

    private double QuotedShare(int first, int end)
    {
        var quoted = 0;
        for (var i = first; i < end; i++)
        {
            if (speakers.IsQuoted(i)) quoted++;
        }
        return end > first ? (double)quoted / (end - first) : 0;
    }

    private LocalEntity? AddresseeOf(Proposition proposition, Token clause)
    {
        foreach (var argument in proposition.Arguments)
        {
            var addressed = argument.Role is ArgumentRole.IndirectObject
                || argument.Role == ArgumentRole.Object && argument.Head != clause.Index && proposition.Lemma is not ("report" or "announce" or "express" or "voice")
                || argument is { Role: ArgumentRole.Oblique, Preposition: "to" } && proposition.Lemma is "say" or "reply" or "respond" or "explain" or "announce" or "write" or "complain" or "admit";
            if (addressed && referents.Of(argument.Head) is { Type: EntityType.Person or EntityType.Organisation or EntityType.Group or EntityType.Place } entity) return entity;
        }
        return null;
    }

    /// <summary>"reported 40 cases": a number of things is a statement as much as a clause is.</summary>
    private static bool CountsSomething(Token noun) => noun.HasChild("nummod") || noun.Tag == "CD";

    private static (int First, int End) CueOf(Token verb) =>
        (verb.Index, verb.ChildWith("prt") is { } particle && particle.Index == verb.Index + 1 ? particle.Index + 1 : verb.Index + 1);

    private static bool IsFinite(Token clause) =>
        clause.Tag is "VBD" or "VBP" or "VBZ" or "MD" || clause.HasChild("nsubj", "nsubjpass", "expl", "csubj") && (clause.Tag != "VBG" || clause.HasChild("aux"))
        || clause.HasChild("aux", "auxpass") && clause.Tag is "VB" or "VBN" or "VBG" && !clause.Children.Any(word => word.Dep == "aux" && word.LowerText() == "to")
        || clause.HasChild("mark") && clause.Tag != "VB";

    private static bool IsAttitude(Token adjective) => adjective.LowerLemma() is
        "confident" or "hopeful" or "sure" or "certain" or "concerned" or "worried" or "afraid" or "optimistic" or "adamant" or "convinced" or "disappointed" or "angry" or
        "glad" or "proud" or "sceptical" or "skeptical" or "doubtful" or "clear" or "upset" or "thankful";

    private static bool IsExpressing(Token verb) => verb.LowerLemma() is "express" or "voice" or "convey" or "give" or "issue" or "make" or "offer" or "raise" or "share" or "reiterate" or "repeat";

    private static bool IsFeeling(Token noun) => noun.LowerLemma() is
        "disappointment" or "frustration" or "hope" or "concern" or "fear" or "confidence" or "belief" or "view" or "opinion" or "doubt" or "regret" or "optimism" or "alarm" or
        "worry" or "warning" or "claim" or "assurance" or "anger" or "dismay" or "suspicion" or "conviction" or "promise" or "threat" or "accusation" or "complaint" or "statement" or
        "announcement" or "assertion" or "satisfaction" or "surprise" or "wish" or "desire" or "certainty" or "allegation" or "suggestion";
}
