using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Sums of money and shares: what they are is told by the noun or the verb that they belong to.</summary>
internal sealed partial class MetricReader
{
    private CountedThing Sum(NumberExpression number, string currency)
    {
        var head = Top(number);
        var governor = Govern(doc[number.Head])?.Token;
        if (MoneyOf(head) is not { } found) return new($"amount_{currency.ToLowerInvariant()}", currency, number.Head, null, governor?.Index, false);
        return new(found.Metric.Key + PerUnit(head, number), currency, number.Head, null, found.By.Index, true) { Entry = found.Metric };
    }

    private CountedThing Share(NumberExpression number)
    {
        var governing = Govern(doc[number.Head]);
        var metric = governing is null ? null : governing.Noun is { Kind: MetricKind.Measure } carried ? carried : MetricOf(governing, people: true, unnamed: false) ?? Measured(governing.Token);
        return new(metric is null ? "percent" : $"percent_{metric.Key}", "percent", number.Head, null, governing?.Token.Index, metric is not null) { Entry = metric };
    }

    // "shares rose 24 percent", "a rise of 3 percent".
    private Metric? Measured(Token token) =>
        (IsNoun(token) ? metrics.OfNoun(Lemma(token)) : metrics.OfVerb(VerbLemma(token), isSubject: true)) is { Kind: MetricKind.Measure, Key: not "duration" } metric ? metric : null;

    // The number's topmost token, its currency included.
    private Token Top(NumberExpression number)
    {
        var at = doc[number.Head];
        while (!at.IsRoot && at.HeadIndex >= number.First && at.HeadIndex <= number.Last && at.Dep is not ("pobj" or "dobj")) at = at.Head;
        return at;
    }

    private (Metric Metric, Token By)? MoneyOf(Token sum)
    {
        // "50 million euros in aid"
        foreach (var child in sum.Children)
            if (child.Dep == "prep" && Lemma(child) is "in" or "for" or "of")
                foreach (var below in child.Children)
                    if (below.Dep == "pobj" && metrics.OfMoneyNoun(Lemma(below)) is { } purpose) return (purpose, sum);
        var at = sum;
        for (var steps = 0; steps < 5 && !at.IsRoot; steps++)
        {
            at = at.Head;
            if (metrics.OfMoneyNoun(Lemma(at)) is { } noun && at.Pos is not "VERB") return (noun, at);
            if (at.Pos is not ("VERB" or "AUX")) continue;
            // "put the saving at", "savings will reach": the noun is more exact than the verb.
            foreach (var child in at.Children)
                if (child.Dep is "dobj" or "nsubj" or "nsubjpass" && child.Index != sum.Index && metrics.OfMoneyNoun(Lemma(child)) is { } thing) return (thing, at);
            if (metrics.OfMoneyVerb(VerbLemma(at)) is { } verb) return (verb, at);
            if (Particle(at) is { } particle && metrics.OfMoneyVerb($"{Lemma(at)}_{particle}") is { } phrasal) return (phrasal, at);
            if (at.Dep is not ("xcomp" or "conj" or "advcl" or "acl" or "relcl")) break;
        }
        return null;
    }

    private static string? Particle(Token verb)
    {
        foreach (var child in verb.Rights)
            if (child.Dep is "prt" or "prep" or "advmod") return Lemma(child);
        return null;
    }

    // "62 kroner a share", "80 euros per tonne"; a year or a month tells how often, not of what.
    private string PerUnit(Token sum, NumberExpression number)
    {
        var at = Math.Max(sum.Index + 1, number.Last);
        if (at + 1 >= doc.Count || doc[at].Text.ToLowerInvariant() is not ("a" or "per" or "an" or "each") || !IsNoun(doc[at + 1])) return "";
        var unit = Lemma(doc[at + 1]);
        return IsDurationUnit(unit) ? "" : $"_per_{unit}";
    }
}
