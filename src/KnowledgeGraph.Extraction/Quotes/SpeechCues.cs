using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>Which verbs report words, by the lexicon's classes of reported speech.</summary>
internal sealed class SpeechCues(VerbLexicon verbs)
{
    /// <summary>Whether the verb can stand beside words in quotation marks ("he laughed").</summary>
    public bool IsBesideQuote(Token verb)
    {
        if (!verb.IsVerbal() || verb.IsAuxiliary()) return false;
        var lemma = verb.LowerLemma();
        if (lemma is "be" or "have" or "do" or "see" or "hold" or "find" or "mean" or "read" or "know" or "require" or "follow" or "offer") return false;
        if (lemma is "continue" or "joke" or "quip" or "laugh" or "begin" or "conclude" or "recall" or "tell") return true;
        if (lemma == "go") return verb.Children.Any(child => child.LowerText() == "on");
        return Find(verb) is { } entry && (entry.Complements.Contains("quote") || entry.Speech.Any(IsUttering));
    }

    /// <summary>Whether a finite clause after the verb is reported speech.</summary>
    public bool ReportsClause(Token verb)
    {
        var lemma = verb.LowerLemma();
        if (lemma is "be" or "have" or "do" or "make" or "see" or "mean" or "read" or "follow" or "pretend" or "remember" or "forget" or "care" or "determine"
            or "require" or "hear" or "wonder" or "realize" or "realise" or "ensure" or "notice" or "gather" or "guess") return false;
        if (lemma is "post" or "tweet" or "write" or "say") return true;
        return Find(verb) is { Speech.Length: > 0 } entry && entry.Speech.Any(kind => IsUttering(kind) || kind is "think" or "hope" or "know" or "show");
    }

    /// <summary>Whether the clause that the verb reports is thought or shown rather than said: it counts only with an explicit source.</summary>
    public bool IsBelief(Token verb) => Find(verb) is { Speech.Length: > 0 } entry && !entry.Speech.Any(IsUttering);

    /// <summary>Whether an infinitive after the verb is words of its subject: orders, requests, promises, threats.</summary>
    public bool ReportsInfinitive(Token verb)
    {
        var lemma = verb.LowerLemma();
        if (lemma is "want" or "decide" or "plan" or "intend" or "aim" or "offer" or "commit" or "require" or "press" or "force" or "oblige" or "select" or "undertake" or "hope"
            or "wish" or "long" or "resolve" or "aspire" or "determine" or "encourage" or "invite" or "refuse" or "decline" or "prefer") return false;
        return Find(verb) is { Speech.Length: > 0 } entry && entry.Speech[0] is "ask" or "order" or "promise" or "warn" || lemma is "claim" or "tell" or "vow";
    }

    /// <summary>Whether a participle after the verb is what its subject reports ("reported intercepting 40 shells").</summary>
    public bool ReportsGerund(Token verb)
    {
        var particle = verb.ChildWith("prt")?.LowerText();
        return verb.LowerLemma() switch
        {
            "report" or "deny" or "admit" or "recall" or "describe" or "mention" or "acknowledge" or "recommend" or "suggest" or "propose" or "discuss" or "confirm" or "announce" => true,
            "bring" => particle == "up",
            _ => false,
        };
    }

    /// <summary>Verbs that put words in quotation marks to a thing: "called it", "condemned the raid as", "voiced".</summary>
    public bool CarriesFragment(Token verb)
    {
        if (!verb.IsVerbal()) return false;
        var lemma = verb.LowerLemma();
        if (lemma is "be" or "have" or "do" or "see" or "read" or "make" or "hold" or "find" or "know") return false;
        if (lemma is "label" or "brand" or "dub" or "term" or "refer" or "characterise" or "characterize" or "express" or "voice" or "vow" or "speak") return true;
        return Find(verb) is { Speech.Length: > 0 } entry && entry.Speech.Any(IsUttering);
    }

    private VerbEntry? Find(Token verb) => verbs.Find(verb.LowerLemma(), verb.ChildWith("prt")?.LowerText());

    private static bool IsUttering(string kind) => kind is "say" or "claim" or "deny" or "confirm" or "order" or "ask" or "warn" or "promise" or "report";
}
