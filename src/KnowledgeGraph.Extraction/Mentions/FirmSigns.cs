using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>
/// What an article shows of a name that no list has: a firm has shareholders and is bought, it employs and recalls, "which" and "it" stand for it;
/// "who", "he" and "she" stand for a person.
/// </summary>
internal sealed class FirmSigns(Doc doc, NameLexicon lexicon)
{
    private const double Certain = 4, Likely = 2.2;

    // What firms have and persons hardly: "Acme's shareholders", "shares in Acme", "the takeover of Acme".
    private static readonly HashSet<string> Belongings = new((
        "share stock stake shareholder employee workforce customer subscriber subsidiary headquarters takeover acquisition merger listing revenue turnover profit loss sale plant factory branch depot " +
        "shareholding fleet vessel flight train passenger executive ceo chairman chairwoman worker product vehicle unit unionist website app").Split(' '), StringComparer.Ordinal);

    // Of these a possessor may be a person: only as "shares in Acme" or "Acme shares".
    private static readonly HashSet<string> Common = new("share stock stake loss sale app website unit product vehicle worker chairman customer".Split(' '), StringComparer.Ordinal);

    // What only firms and other bodies do.
    private static readonly HashSet<string> Doings = new("employ recall manufacture operate lay_off outsource furlough restructure delist insure underwrite".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Buyings = new("acquire take_over purchase merge buy_out nationalise nationalize delist".Split(' '), StringComparer.Ordinal);

    // Verbs of which "it" is often nobody: "said it was late".
    private static readonly HashSet<string> Empty = new("be seem look appear take mean make happen become rain snow feel depend matter remain come turn get sound work help hurt need cost show prove".Split(' '), StringComparer.Ordinal);

    /// <summary>How much the mention's surroundings show for a type; nothing where they show none.</summary>
    public (EntityType Type, double Weight)? Of(FoundMention mention)
    {
        var head = doc[mention.Head];
        if (Relative(head) is { } relative) return relative;
        if (Apposed(head, mention) is { } apposed) return apposed;
        if (Held(head, mention) is { } held) return (EntityType.Organisation, held);
        if (head.Dep is "dobj" or "nsubjpass" && Buyings.Contains(VerbOf(head.Head)) || head is { Dep: "nsubj" } && Doings.Contains(VerbOf(head.Head))) return (EntityType.Organisation, Certain);
        return head.Dep == "nsubj" ? Pronoun(head.Head) : null;
    }

    // "Acme, which makes lifts", "Berg, who makes lifts"
    private static (EntityType, double)? Relative(Token head)
    {
        foreach (var clause in head.Children)
        {
            if (clause.Dep != "relcl") continue;
            foreach (var child in clause.Children)
            {
                if (child.LowerText() == "which" && child.Dep is "nsubj" or "nsubjpass" or "dobj") return (EntityType.Organisation, Certain);
                if (child.LowerText() == "who") return (EntityType.Person, Certain);
            }
        }
        return null;
    }

    // "Acme, a maker of lifts", "the operator, Acme"
    private (EntityType, double)? Apposed(Token head, FoundMention mention)
    {
        foreach (var child in head.Children)
            if (child.Dep == "appos" && child.Index > mention.Head && KindOf(child) is { } kind) return (kind, Certain);
        return head.Dep == "appos" && head.HeadIndex < mention.First && KindOf(head.Head) is { } above ? (above, Certain) : null;
    }

    private EntityType? KindOf(Token noun) => noun.Pos != "NOUN" ? null : lexicon.KindOf(noun.LowerLemma()) switch
    {
        NounKind.Person => EntityType.Person,
        NounKind.Organisation => EntityType.Organisation,
        _ => null,
    };

    private static double? Held(Token head, FoundMention mention)
    {
        if (head.Dep is "poss" or "compound" or "nmod" && head.HeadIndex >= mention.End && Belongings.Contains(head.Head.LowerLemma()))
            return head.Dep == "poss" && Common.Contains(head.Head.LowerLemma()) ? null : Certain;
        if (head.Dep != "pobj" || head.Head.LowerText() is not ("of" or "in" or "at" or "by") || !head.Head.Head.IsNominal()) return null;
        var noun = head.Head.Head.LowerLemma();
        return !Belongings.Contains(noun) ? null : head.Head.LowerText() switch
        {
            "in" => noun is "share" or "stock" or "stake" or "shareholder" or "shareholding" ? Certain : null,
            "of" => Common.Contains(noun) && noun is not ("share" or "sale") ? null : Certain,
            "at" => noun is "worker" or "employee" or "executive" or "shareholder" ? Certain : null,
            _ => null,
        };
    }

    // "Acme said it would close", "Berg said he would go"
    private static (EntityType, double)? Pronoun(Token verb)
    {
        foreach (var clause in verb.Children)
        {
            if (clause.Dep is not ("ccomp" or "xcomp" or "advcl")) continue;
            foreach (var child in clause.Children)
            {
                if (child.Dep is not ("nsubj" or "nsubjpass")) continue;
                if (child.LowerText() is "he" or "she") return (EntityType.Person, Likely);
                if (child.LowerText() == "it" && clause.Dep == "ccomp" && !Empty.Contains(clause.LowerLemma())) return (EntityType.Organisation, Likely);
            }
        }
        return null;
    }

    private static string VerbOf(Token verb) => verb.ChildWith("prt") is { } particle ? $"{verb.LowerLemma()}_{particle.LowerLemma()}" : verb.LowerLemma();
}
