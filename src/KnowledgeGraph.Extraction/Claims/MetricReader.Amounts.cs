using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Sums of money and shares: what they are is told by the noun or the verb that they belong to.</summary>
internal sealed partial class MetricReader
{
    // Below it a number without a currency is no sum.
    private const decimal LeastSum = 1_000, Million = 1_000_000, MostPeople = 8_000_000_000;

    private const string Amount = "amount_";

    // "rose to 15 percent from 12", "down from 66 percent": the number of before.
    private bool IsOfBefore(NumberExpression number) =>
        number.QualifiedFirst > 0 && doc[number.QualifiedFirst - 1] is var from && Lemma(from) == "from" && from.Dep == "prep" && (from.Head.Pos is "VERB" or "ADV" or "ADJ" or "ADP" || IsNoun(from.Head) && metrics.OfNoun(Lemma(from.Head), metric => metric.HasHolder) is not null);

    // "71 are missing, down from almost 100"
    private bool IsChanged(NumberExpression number) => UnitNoun(doc[number.Head], number) is null && number.QualifiedFirst > 1 && doc[number.QualifiedFirst - 2].LowerText() is "down" or "up";

    // "50.7 percent, ahead of her rival's 49.3", "from 40 percent to 38"
    private bool IsPercentElided(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number.IsPercent || number.Currency is not null || number.Value is not { } value || value >= 100 || before.Count == 0 || before[^1] is not { Number: { IsPercent: true } one } || doc.SentenceIndexOf(one.Head) != doc.SentenceIndexOf(number.Head)) return false;
        if (UnitNoun(doc[number.Head], number) is not null || number.Last < doc.Count && IsNoun(doc[number.Last])) return false;
        return doc[number.First - 1].LowerText() is "to" or "from" ? number.First - one.Last <= 2 && IsOfBefore(one) : value != decimal.Truncate(value);
    }

    private CountedThing Sum(NumberExpression number, string currency)
    {
        var head = Top(number);
        var governor = Govern(doc[number.Head])?.Token;
        var unit = PerUnit(head, number);
        if (MoneyOf(head, number) is not { } found)
            return unit == "_per_share" && metrics.OfKey("price") is { } price ? new(price.Key + unit, currency, number.Head, null, governor?.Index, true) { Entry = price }
                : new(Amount + currency.ToLowerInvariant(), currency, number.Head, null, governor?.Index, false);
        // What is offered a share is another number than what a share costs.
        var metric = unit == "_per_share" && (found.Metric.Key == "payment" || found.Metric.Kinds.Contains("transaction") && !found.Metric.HasHolder) ? metrics.OfKey("price") ?? found.Metric : found.Metric;
        return new(metric.Key + unit, currency, number.Head, null, found.By.Index, true) { Entry = metric };
    }

    // "bribes of 1.9 million": the currency was said before.
    private CountedThing? SumWithoutCurrency(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        var head = doc[number.Head];
        if (number.Currency is not null || number.IsPercent || (number.Value ?? number.Low ?? number.High ?? 0) < LeastSum || UnitNoun(head, number) is not null) return null;
        // "or 3.9 billion, if one believes the ministry"
        if (IsToldInMillions(number) && Last(number, before, _ => true) is { Number.Currency: { } same }) return Sum(number, same);
        var top = Top(number);
        if (top.Dep != "pobj" || !IsNoun(top.Head.Head) || metrics.OfNoun(Lemma(top.Head.Head), IsOfMoney) is not { } metric) return null;
        return Last(number, before, read => read.Number.Currency is not null) is { Number.Currency: { } currency } ? new(metric.Key, currency, number.Head, null, top.Head.HeadIndex, true) { Entry = metric } : null;
    }

    // "Nearly 12 billion of it is for the military", "Latvia gives 130 million": millions of nothing, where the last that were told were money.
    private CountedThing? SumInMillions(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number.Currency is not null || number.IsPercent || !IsToldInMillions(number)) return null;
        if (UnitNoun(doc[number.Head], number) is not null || number.Last < doc.Count && IsNoun(doc[number.Last]) || doc[number.Head].Children.Any(child => child.Dep is "acl" or "relcl")) return null;
        var top = Top(number);
        // "1.4 million were displaced", "over two million had gone back": so many people there are, and a sum "is".
        if (number.Value < MostPeople && (top.Dep is "nsubj" or "nsubjpass" && !IsSingular(top.Head) || top.Dep == "dobj" && metrics.OfVerb(VerbLemma(top.Head), false, IsOfPeople) is not null)) return null;
        return before.LastOrDefault(IsOfMillions) is { } last && CurrencyOf(last) is { } currency ? Sum(number, currency) : null;
    }

    private bool IsToldInMillions(NumberExpression number) => number.Value >= Million && NumberWords.TryScale(doc[number.Last - 1].Text, out var scale) && scale >= Million;

    private static bool IsSingular(Token verb) => verb.Children.Append(verb).Any(word => word.LowerText() is "is" or "was" or "has");

    // Of a sum whose currency was said before it is told by what it was read as.
    private static string? CurrencyOf(ReadNumber read) =>
        read.Number.Currency ?? (read.Counted.Entry is { Kind: MetricKind.Money } || read.Counted.Metric.StartsWith(Amount, StringComparison.Ordinal) ? read.Counted.Unit : null);

    private static bool IsOfMillions(ReadNumber read) => read.Number is { IsPercent: false } number && (number.Value ?? number.High ?? number.Low) >= Million;

    // "damages" are paid, "damage" is done.
    private Metric? MoneyNoun(Token noun) => noun.Tag == "NNS" && metrics.OfNoun(noun.Text.ToLowerInvariant(), IsOfMoney) is { } plural ? plural : metrics.OfNoun(Lemma(noun), IsOfMoney);

    private static bool IsOfMoney(Metric metric) => metric.Kind == MetricKind.Money;

    private static bool IsOfMeasure(Metric metric) => metric.Kind == MetricKind.Measure && !IsOfTime(metric);

    private static bool IsOfTime(Metric metric) => metric.Key is "duration" or "sentence" or "sentence_sought";

    private CountedThing Share(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        var governing = Govern(doc[number.Head], measure: true);
        var metric = ShareOf(Top(number)) ?? (governing is null ? Moved(Top(number)) : governing.Noun ?? OfGoverning(governing) ?? Moved(Top(number)));
        // "vaccination stands at 70 percent": what people are counted by.
        metric ??= governing is null ? null : Govern(doc[number.Head])?.Noun is { Kind: MetricKind.People } people ? people : null;
        var key = metric is null ? Told(governing) : $"percent_{metric.Key}";
        // "43 percent of the vote ... 71 seats with 34 percent"
        if (metric is null && Last(number, before, read => read.Number.IsPercent) is { Counted.Entry: { Key: "vote_share" } votes }) (metric, key) = (votes, $"percent_{votes.Key}");
        var moved = metric is { Key: "rise" or "fall" } && MoverOf(governing?.Token ?? Mover(Top(number)), number) is { } mover ? "_of_" + mover : "";
        return new(key + moved, "percent", number.Head, null, (governing?.Token ?? Mover(Top(number)))?.Index, metric is not null) { Entry = metric, IsNamed = ShareOf(Top(number)) is not null };

        // What a share of people did, before what a share rose by.
        Metric? OfGoverning(Governing by) => by.Role == Role.Subject
            ? metrics.OfVerbWith(Lemma(by.Token), true, Beside(by.Token), IsOfPeople) ?? metrics.OfVerb(VerbLemma(by.Token), true, found => found.Key == "turnout") ?? MetricOf(by, people: true, unnamed: false) ?? Measured(by.Token)
            : (by.Token.Pos is "VERB" or "AUX" or "NOUN" ? Measured(by.Token) : null) ?? (by.Role == Role.Other ? null : MetricOf(by, people: true, unnamed: false));

        // "offered 4.5 percent": the verb says more than nothing.
        string Told(Governing? governor) => governor is { Role: Role.Patient, Token: { Pos: "VERB" } verb } && !IsBland(Lemma(verb)) ? $"percent_{PastParticiple(verb)}" : "percent";
    }

    // "34 percent of the vote"
    private Metric? ShareOf(Token share)
    {
        foreach (var of in share.Children)
            if (of.Dep == "prep" && Lemma(of) == "of")
                foreach (var whole in of.Children)
                    if (whole.Dep == "pobj" && metrics.OfNoun(Lemma(whole), IsOfMeasure) is { } metric) return metric;
        return null;
    }

    // "closed 5.5 percent lower", "were down 3 percent"
    private Metric? Moved(Token share) => Mover(share) is { } verb ? metrics.OfVerbWith(Lemma(verb), true, Beside(verb), IsOfMeasure) : null;

    private static Token? Mover(Token share)
    {
        var at = share;
        for (var steps = 0; steps < 3 && !at.IsRoot; steps++)
        {
            at = at.Head;
            if (at.Pos is "VERB" or "AUX") return at;
        }
        return null;
    }

    // What rose or fell: "shares", "prices"; a name alone stands for its shares.
    private string? MoverOf(Token? verb, NumberExpression number)
    {
        if (verb is not { } moving) return null;
        if (IsNoun(moving)) return moving.Children.FirstOrDefault(child => child.Dep is "compound" && child.Pos == "NOUN") is { Doc: not null } of ? Lemma(of) : null;
        foreach (var child in moving.Children)
        {
            if (child.Dep is not ("nsubj" or "nsubjpass") || child.Index >= number.First && child.Index < number.Last) continue;
            if (child.Pos == "PROPN" || Lemma(child) is "share" or "stock" || child.Children.Any(below => below.Dep == "compound" && Lemma(below) is "share" or "stock")) return "shares";
            return child.Pos == "NOUN" ? child.Text.ToLowerInvariant() : null;
        }
        return null;
    }

    // "shares rose 24 percent", "a rise of 3 percent".
    private Metric? Measured(Token token) => IsNoun(token) ? metrics.OfNoun(Lemma(token), IsOfMeasure)
        : metrics.OfVerbWith(Lemma(token), true, Beside(token), IsOfMeasure) ?? metrics.OfVerbWith(Lemma(token), false, Beside(token), IsOfMeasure) ?? metrics.OfVerb(VerbLemma(token), true, IsOfMeasure) ?? metrics.OfVerb(VerbLemma(token), false, IsOfMeasure);

    // The number's topmost token, its currency included.
    private Token Top(NumberExpression number)
    {
        var at = doc[number.Head];
        while (!at.IsRoot && at.HeadIndex >= number.First && at.HeadIndex <= number.Last && at.Dep is not ("pobj" or "dobj")) at = at.Head;
        return at;
    }

    private (Metric Metric, Token By)? MoneyOf(Token sum, NumberExpression number)
    {
        // "50 million euros in aid", where the parser may hang the purpose on the verb
        var next = Math.Max(sum.Index, number.Last - 1) + 1;
        if (next + 1 < doc.Count && doc[next].Dep == "prep" && Lemma(doc[next]) == "in" && MoneyNoun(doc[next + 1]) is { } close) return (close, sum);
        foreach (var child in sum.Children)
            if (child.Dep == "prep" && Lemma(child) is "in" or "for" or "of")
                foreach (var below in child.Children)
                    if (below.Dep == "pobj" && !IsEach(below) && MoneyNoun(below) is { } purpose) return (purpose, sum);
        var at = sum;
        for (var steps = 0; steps < 5 && !at.IsRoot; steps++)
        {
            at = at.Head;
            if (MoneyNoun(at) is { } noun && at.Pos is not "VERB") return (noun, at);
            if (at.Pos is not ("VERB" or "AUX")) continue;
            // "put the saving at", "savings will reach": the noun is more exact than the verb.
            foreach (var child in at.Children)
                if (child.Dep is "dobj" or "nsubj" or "nsubjpass" && child.Index != sum.Index && MoneyNoun(child) is { } thing) return (thing, at);
            if (metrics.OfVerbWith(Lemma(at), false, Beside(at), IsOfMoney) is { } asked) return (asked, at);
            foreach (var particle in Particles(at))
                if (metrics.OfVerb($"{Lemma(at)}_{particle}", false, IsOfMoney) is { } phrasal) return (phrasal, at);
            if ((metrics.OfVerb(Lemma(at), false, IsOfMoney) ?? metrics.OfVerb(Lemma(at), true, IsOfMoney)) is { } verb) return (verb, at);
            if (at.Dep is not ("xcomp" or "conj" or "advcl" or "acl" or "relcl")) break;
        }
        return null;
    }

    private static IEnumerable<string> Particles(Token verb)
    {
        foreach (var child in verb.Rights)
            if (child.Dep is "prt" or "prep" or "advmod") yield return Lemma(child);
    }

    // "for each share": of what, not what for.
    private static bool IsEach(Token noun) => noun.Children.Any(child => child.Text.Equals("each", StringComparison.OrdinalIgnoreCase));

    // "62 kroner a share", "80 euros per tonne"; a year or a month tells how often, not of what.
    private string PerUnit(Token sum, NumberExpression number)
    {
        var at = Math.Max(sum.Index + 1, number.Last);
        if (at + 2 < doc.Count && doc[at].Text.ToLowerInvariant() == "for") at++;
        if (at + 1 >= doc.Count || doc[at].Text.ToLowerInvariant() is not ("a" or "per" or "an" or "each") || !IsNoun(doc[at + 1])) return "";
        var unit = Lemma(doc[at + 1]);
        return NumberWords.IsUnitOfTime(unit) ? "" : $"_per_{unit}";
    }
}
