using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>Whether a word of attack tells of force: workers strike, prices hit, and a phone targets buyers.</summary>
internal static class ForceSense
{
    private static readonly HashSet<string> Workers = Set(
        "worker nurse doctor physician medic paramedic midwife teacher lecturer professor academic student pilot steward stewardess attendant controller handler driver trucker conductor guard crew staff employee union " +
        "labourer laborer docker longshoreman dockworker miner farmer fisherman writer actor screenwriter musician journalist broadcaster reporter cleaner janitor waiter cook barista courier rider postman clerk servant porter " +
        "operator engineer mechanic machinist electrician builder steelworker autoworker railwayman railworker firefighter firefighting player referee lawyer barrister judge prosecutor pharmacist dentist veterinarian baker " +
        "prisoner inmate detainee vendor trader shopkeeper seafarer sailor member colleague federation workforce personnel labour labor");

    private static readonly HashSet<string> Kinds = Set(
        "general hunger nationwide national countrywide rail railway train tube bus tram transit transport subway metro airline airport port dock postal mail wage pay sympathy solidarity wildcat warning token indefinite " +
        "industrial rent school university hospital teaching civil public-sector sector wide walkout labour labor worker work auto garbage hour day week month one-day two-day three-day 24-hour 48-hour 72-hour climate");

    private static readonly HashSet<string> Grievances = Set(
        "pay wage salary condition pension contract hour job benefit bonus overtime staffing redundancy layoff rent tuition raise cut reform plan dispute rise increase law cost safety workload austerity royalty residual closure delay term payment treatment understaffing grading");

    private static readonly HashSet<string> Calling = Set("call stage ballot avert join plan organise organize begin start end suspend hold extend threaten observe settle launch vote");

    private static readonly HashSet<string> Weapons = Set("air missile drone rocket artillery bomb mortar nuclear retaliatory retaliation military naval precision cruise preemptive pre-emptive surgical cyber aerial ground cross-border army bomber jet warplane");

    private static readonly HashSet<string> Blows = Set("hit strike batter pound slam hammer pummel target blast rock storm");

    private static readonly HashSet<string> Marks = Set("record high low milestone peak shelf screen headline mark goal note chart airwave brake jackpot deal agreement bargain balance chord tone pose gold partnership alliance pact truce accord compromise");

    /// <summary>Whether it is what attacks are made with: drones, to whom a dictionary gives other senses, too.</summary>
    public static bool IsWeapon(NounLexicon nouns, string lemma) => Weapons.Contains(lemma) || nouns.TypeShare(lemma, "weapon") >= .5;

    /// <summary>Whether a strike is work that stops, not a blow.</summary>
    public static bool IsWalkout(Doc doc, NounLexicon nouns, int predicate, Proposition? proposition)
    {
        var token = doc[predicate];
        if (token.LowerLemma() is not "strike") return false;
        if (token.Pos is not ("NOUN" or "PROPN")) return proposition is { Passive: false } && proposition.First(ArgumentRole.Object) is null && proposition.Kind == PredicateKind.Verb && IsOfWorkers(doc, token, proposition);
        if (token.Children.Any(child => child.Dep is "compound" or "amod" or "nmod" && IsWeapon(nouns, child.LowerLemma()))) return false;
        if (token is { Dep: "pobj", Tag: "NN" } && token.Head.LowerText() == "on" && !token.HasChild("det", "poss")) return true;
        foreach (var child in token.Children)
        {
            if (child.Dep is "compound" or "amod" or "nmod" && (Kinds.Contains(child.LowerLemma()) || Kinds.Contains(child.LowerText()) || child.Children.Any(part => Kinds.Contains(part.LowerLemma())))) return true;
            if (child.Dep is "compound" or "poss" && Workers.Contains(child.LowerLemma())) return true;
            if (child.Dep == "prep" && child.LowerText() is "on" or "against" && child.ChildWith("pobj") is { } target && nouns.TypeShare(target.LowerLemma(), "time") < .5 && target.EntityLabel is not ("DATE" or "TIME")) return false;
            if (child.Dep is "prep" or "agent" && child.LowerText() is "by" or "of" or "among" && child.ChildWith("pobj") is { } who && Workers.Contains(who.LowerLemma())) return true;
            if (child.Dep == "prep" && child.LowerText() is "over" or "about" or "for" && child.ChildWith("pobj") is { } what && Grievances.Contains(what.LowerLemma())) return true;
        }
        return token.Dep == "dobj" && Calling.Contains(token.Head.LowerLemma()) && token.Head.ChildWith("nsubj") is { } caller && Workers.Contains(caller.LowerLemma());
    }

    /// <summary>Whether a blow hits nobody: what strikes or is struck is a sum, an idea or a mark that is reached.</summary>
    public static bool IsFigurative(Doc doc, NounLexicon nouns, Proposition proposition)
    {
        if (proposition.Kind != PredicateKind.Verb || !Blows.Contains(proposition.Lemma)) return false;
        return proposition.Having(ArgumentRole.Subject).Any(argument => IsNoForce(doc[argument.Head]))
            || proposition.Having(ArgumentRole.Object).Any(argument => doc[argument.Head].LowerLemma() is var lemma && (Marks.Contains(lemma) || IsThought(doc[argument.Head]) || proposition.Lemma == "target" && IsAudience(lemma) || proposition.Lemma is "slam" or "blast" && Share(doc[argument.Head], "event") + Share(doc[argument.Head], "abstract") >= .6))
            || proposition.Lemma == "target" && proposition.Having(ArgumentRole.Subject).Any(argument => Share(doc[argument.Head], "artifact") >= .6 && Share(doc[argument.Head], "weapon") < .2);

        bool IsNoForce(Token head) => head.Pos == "NOUN" && (IsThought(head) || head.LowerLemma() is "price" or "sale" or "cost" or "tariff" or "share" or "demand" or "shortage" or "rate" or "loss");
        bool IsThought(Token head) => head.Pos == "NOUN" && Share(head, "abstract") + Share(head, "money") + Share(head, "quantity") + Share(head, "document") + Share(head, "communication") >= .6;
        bool IsAudience(string lemma) => lemma is "buyer" or "customer" or "consumer" or "audience" or "reader" or "viewer" or "growth" or "market" or "voter" or "investor" or "shopper";
        double Share(Token head, string type) => nouns.TypeShare(head.LowerLemma(), type);
    }

    private static bool IsOfWorkers(Doc doc, Token verb, Proposition proposition)
    {
        if (proposition.Having(ArgumentRole.Subject).Any(argument => Workers.Contains(doc[argument.Head].LowerLemma()))) return true;
        return verb.Children.Any(child => child.Dep == "prep" && child.LowerText() is "over" or "for" && child.ChildWith("pobj") is { } what && Grievances.Contains(what.LowerLemma()));
    }

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
