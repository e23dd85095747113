using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>How a vote went: "by 149 votes to 59", "116 in favour, 59 against and 12 abstentions".</summary>
internal sealed partial class MetricReader
{
    // Tokens between the two numbers of a result.
    private const int WidestResult = 4;

    private CountedThing? Vote(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number.IsPercent || number.Currency is not null || number.Value is null) return null;
        if (IsResult(number, before)) return Voted(before[^1].Counted.Entry!.Key == "voted_for" ? "against" : "for", number, null, before);
        // "149 votes to 59", "119 votes against"
        var at = number.Last;
        Token? ballots = at < doc.Count && Lemma(doc[at]) is "vote" or "ballot" ? doc[at] : null;
        if (ballots is not null) at++;
        if (at >= doc.Count) return null;
        if (ballots is not null && (Lemma(doc[at]) is "to" && IsNumber(at + 1) || Lemma(doc[at]) is "for")) return Voted(Winners(number), number, ballots, before);
        if (ballots is null && IsFirstOfResult(number)) return Voted(Winners(number), number, null, before);
        var side = SideAt(at);
        return side is not null && (ballots is not null || IsCounted(number)) ? Voted(side, number, ballots, before) : null;
    }

    // "44" of "53 votes to 44" and of "53 to 44 votes".
    private bool IsResult(NumberExpression number, IReadOnlyList<ReadNumber> before) =>
        before.Count > 0 && before[^1] is { Counted.Entry.Key: "voted_for" or "voted_against", Number: var first } && number.First - first.Last is > 0 and <= WidestResult
        && number.First > 0 && Lemma(doc[number.First - 1]) is "to" or "against" or "-" or "\u2013";

    // "voted 37 to 34", "passed by 53 to 44", "a vote of 53-44"
    private bool IsFirstOfResult(NumberExpression number)
    {
        if (number.Last + 1 >= doc.Count || doc[number.Last].LowerText() is not ("to" or "-" or "\u2013") || !IsNumber(number.Last + 1) || number.First == 0) return false;
        if (doc[number.First - 1] is var ahead && Lemma(ahead) is "vote" or "pass") return true;
        return ahead.LowerText() is "by" or "of" && number.First > 1 && (Lemma(doc[number.First - 2]) is "vote" or "majority" || IsDecision(ahead.Head));
    }

    private static bool IsDecision(Token verb) => Lemma(verb) is "pass" or "approve" or "adopt" or "back" or "vote" || IsRefusal(verb);

    private static bool IsRefusal(Token verb) => Lemma(verb) is "reject" or "defeat";

    // Of a bill that was rejected by 53 to 44, the 53 were against it.
    private string Winners(NumberExpression number) => doc[number.Head].Ancestors.FirstOrDefault(above => above.Pos is "VERB") is { Doc: not null } verb && IsRefusal(verb) ? "against" : "for";

    private string? SideAt(int at)
    {
        if (at >= doc.Count) return null;
        var word = doc[at].LowerText();
        if (word is "in" && at + 1 < doc.Count && doc[at + 1].LowerText() is "favour" or "favor") return "for";
        return word is "against" && (at + 1 >= doc.Count || doc[at + 1].Pos is "PUNCT" or "CCONJ" or "ADP" || doc[at + 1].IsSpace) ? "against" : null;
    }

    // Members or votes, or nothing that is said: no houses "in favour".
    private bool IsCounted(NumberExpression number) => UnitNoun(doc[number.Head], number) is not { } noun || noun.Index < number.Last || isPerson(Lemma(noun));

    private bool IsNumber(int at) => at < doc.Count && (doc[at].Pos == "NUM" || char.IsAsciiDigit(doc[at].Text[0]));

    private CountedThing? Voted(string side, NumberExpression number, Token? ballots, IReadOnlyList<ReadNumber> before) => metrics.OfKey($"voted_{side}") is { } metric
        ? new(metric.Key, ballots is { } noun ? Plural(noun) : before.Count > 0 && before[^1].Counted is { Entry.Key: "voted_for" or "voted_against" } other ? other.Unit : "votes", number.Head, ballots?.Index, Govern(ballots ?? doc[number.Head])?.Token.Index, true) { Entry = metric } : null;
}
