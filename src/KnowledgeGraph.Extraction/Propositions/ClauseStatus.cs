using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Propositions;

/// <summary>Polarity and modality of a clause: what its own words say and what the verbs above it make of it.</summary>
internal sealed class ClauseStatus(VerbLexicon verbs)
{
    public bool IsNegated(Token verb)
    {
        var negated = verb.HasChild("neg") || HasNegativeAdverb(verb) || HasNegativeArgument(verb);
        if (!negated && verb.Dep == "conj" && verb.Head.IsVerbal() && !verb.HasChild("nsubj", "nsubjpass", "aux") && JoinedByOr(verb)) negated = IsNegated(verb.Head);
        if (verb.Dep is "xcomp" && verb.Head.IsVerbal())
        {
            var above = verb.Head;
            if (IsNegativeImplicative(above)) negated ^= !above.HasChild("neg");
            else if (above.HasChild("neg") && IsTransparent(above)) negated ^= true;
        }
        if (verb.Dep is "xcomp" or "ccomp" && verb.Head.LowerLemma() is "deny" or "refute" && !verb.Head.HasChild("neg")) negated ^= true;
        if (verb.Dep == "pcomp" && verb.Head.LowerText() is "without") negated ^= true;
        if (verb.Dep == "pcomp" && verb.Head.LowerText() == "from" && verb.Head.Head.LowerLemma() is "prevent" or "stop" or "keep" or "bar" or "ban" or "refrain" or "block" or "prohibit") negated ^= true;
        if (verb.Dep is "acl" or "pcomp" && NominalHost(verb) is { } noun && noun.Children.Any(child => child.Dep == "det" && child.LowerText() == "no")) negated ^= true;
        return negated;
    }

    public Modality ModalityOf(Token verb) => ModalityOf(verb, 0);

    private Modality ModalityOf(Token verb, int depth)
    {
        var own = OwnModality(verb);
        if (own != Modality.Asserted || depth > 4 || verb.IsRoot) return own;
        var head = verb.Head;
        switch (verb.Dep)
        {
            case "conj" when head.IsVerbal() && !verb.HasChild("nsubj", "nsubjpass", "aux", "auxpass"):
                return ModalityOf(head, depth + 1);
            case "xcomp" when verb.Tag == "VBG" && head.LowerLemma() is "discuss" or "consider" or "propose" or "suggest" or "bring" or "mention" or "recommend" or "oppose" or "contemplate":
                return Modality.Planned;
            case "xcomp" when head.IsVerbal():
                return IsFactive(head) ? ModalityOf(head, depth + 1) : Modality.Planned;
            case "xcomp" when head.Dep is "acomp":
                return head.LowerLemma() is "able" or "glad" or "happy" or "proud" or "sorry" or "quick" or "first" or "sad" or "pleased" ? Modality.Asserted
                    : head.LowerLemma() is "likely" or "unlikely" or "possible" ? Modality.Possible : Modality.Planned;
            case "advcl" when HasInfinitiveMarker(verb):
                return Modality.Planned;
            case "acl" when HasInfinitiveMarker(verb):
                return Modality.Planned;
            case "ccomp" when head.IsVerbal() && verbs.Find(head.LowerLemma()) is { Speech.Length: > 0 } entry && entry.Speech[0] is "hope" or "ask" or "order" or "promise"
                && head.LowerLemma() is not ("regret" or "decide" or "agree" or "rule" or "tell" or "suggest"):
                return Modality.Planned;
            case "pcomp" when IsAlleged(verb.Head.Head):
                return Modality.Possible;
            case "pcomp" when NominalHost(verb) is { } noun && noun.LowerLemma() is "plan" or "intention" or "aim" or "hope" or "possibility" or "risk" or "threat" or "idea":
                return Modality.Planned;
            default:
                return Modality.Asserted;
        }
    }

    private static Modality OwnModality(Token verb)
    {
        var mark = verb.Mark()?.LowerText();
        if (mark is "if" or "unless" or "whether") return Modality.Conditional;
        foreach (var child in verb.Children)
        {
            if (child.Dep == "advmod" && child.LowerText() is "possibly" or "perhaps" or "maybe" or "potentially" or "reportedly" or "allegedly" or "apparently") return Modality.Possible;
            if (child.Dep != "aux") continue;
            switch (child.LowerText())
            {
                case "may" or "might" or "could":
                    return Modality.Possible;
                case "can" when !child.Head.HasChild("neg"):
                    return Modality.Possible;
                case "will" or "'ll" or "’ll" or "would" or "'d" or "’d" or "shall" or "should" or "must" or "wo":
                    if (child.LowerText() is "'d" or "’d" && child.Lemma == "have") break;
                    return verb.Children.Any(c => c.Dep == "advcl" && c.Mark()?.LowerText() is "if") ? Modality.Conditional : Modality.Planned;
            }
        }
        if (verb.Tag == "VB" && verb.IsRoot && !verb.HasChild("nsubj", "aux")) return Modality.Planned;
        return Modality.Asserted;
    }

    private static bool HasInfinitiveMarker(Token verb) => verb.Children.Any(child => child.Dep == "aux" && child.LowerText() == "to");

    private static bool HasNegativeAdverb(Token verb) =>
        verb.Children.Any(child => child.Dep == "advmod" && child.LowerText() is "never" or "hardly" or "barely" or "scarcely" or "neither" or "nor" or "no");

    /// <summary>"made no progress", "nobody was hurt": the clause is negated by its subject or object.</summary>
    private static bool HasNegativeArgument(Token verb)
    {
        foreach (var child in verb.Children)
        {
            if (child.Dep is not ("nsubj" or "nsubjpass" or "dobj" or "attr")) continue;
            if (child.LowerText() is "nobody" or "none" or "nothing" or "no-one") return true;
            if (child.Children.Any(word => word.Dep is "det" or "neg" && word.LowerText() is "no" or "neither")) return true;
        }
        return false;
    }

    private static bool JoinedByOr(Token verb) => verb.Head.Children.Any(child => child.Dep == "cc" && child.LowerText() is "or" or "nor");

    private bool IsNegativeImplicative(Token verb) =>
        verb.LowerLemma() is "fail" or "refuse" or "decline" or "neglect" or "forget" or "stop" or "cease" or "avoid" || verbs.Find(verb.LowerLemma())?.Lemma is "omit";

    /// <summary>A negation before these verbs denies what follows: "did not want to attack", "is not looking to stop".</summary>
    private static bool IsTransparent(Token verb) => verb.LowerLemma() is
        "want" or "intend" or "plan" or "look" or "seek" or "manage" or "try" or "go" or "appear" or "seem" or "begin" or "start" or "need" or "dare" or "have" or "use";

    /// <summary>"accused of", "charged with", "suspected of", "on suspicion of": what follows is said to have happened, not that it did.</summary>
    private static bool IsAlleged(Token word) => word.LowerLemma() is
        "accuse" or "charge" or "suspect" or "indict" or "acquit" or "clear" or "suspicion" or "accusation" or "allegation" or "blame" or "investigate" or "try" or "count";

    private static bool IsFactive(Token verb) => verb.LowerLemma() is
        "begin" or "start" or "continue" or "keep" or "stop" or "cease" or "finish" or "manage" or "help" or "fail" or "refuse" or "decline" or "force" or "cause" or
        "see" or "get" or "let" or "make" or "come" or "go" or "report" or "admit" or "deny" or "regret" or "report" or "bring" or "end" or "prevent" or "remain" or
        "forget" or "neglect" or "avoid" or "happen" or "resume" or "recall" or "remember" or "have" or "use";

    private static Token? NominalHost(Token verb)
    {
        if (verb.Dep == "acl" && verb.Head.IsNominal()) return verb.Head;
        return verb.Dep == "pcomp" && verb.Head.Head.IsNominal() ? verb.Head.Head : null;
    }
}
