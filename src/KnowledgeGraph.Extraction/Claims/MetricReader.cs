using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>What a number counts.</summary>
/// <param name="Metric">The metric's key.</param>
/// <param name="Unit">The counted noun as in the text, or the unit of measure.</param>
/// <param name="Number">The number's head token.</param>
/// <param name="Noun">The counted noun's token; null where the text has none ("injured 14").</param>
/// <param name="Governor">The verb or event noun that says what happened to the counted; null where none does.</param>
/// <param name="IsKnown">Whether the vocabulary has the metric.</param>
internal sealed record CountedThing(string Metric, string Unit, int Number, int? Noun, int? Governor, bool IsKnown)
{
    /// <summary>The vocabulary's metric; null where it has none.</summary>
    public Metric? Entry { get; init; }

    /// <summary>Whether it is told as a part of what was counted before ("nine of the dead").</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether it counts units of measure.</summary>
    public bool IsMeasure { get; init; }

    /// <summary>What the text's number is multiplied by to be the claim's: a sentence of 90 months is one of 7.5 years.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>Whether the words name the metric, where the verb alone would only hint at it ("43 percent of the vote").</summary>
    public bool IsNamed { get; init; }

    /// <summary>Of a length of time, the noun of what lasted; null where the text names none.</summary>
    public int? Lasting { get; init; }
}

/// <summary>A number of the text and what it counts.</summary>
internal sealed record ReadNumber(NumberExpression Number, CountedThing Counted);

/// <summary>
/// Finds what a number counts by walking the dependency tree from the number to its noun, and from there to the verb or noun that
/// says what happened: "476 of the drones were shot down", "killing five drivers", "the death toll rose to 19".
/// </summary>
internal sealed partial class MetricReader(Doc doc, MetricVocabulary metrics, Func<string, bool> isPerson)
{
    // Numbers before one among which it is looked for what it is added to.
    private const int FarthestNumber = 100;

    private const decimal LeastInhabitants = 100;

    private enum Role
    {
        Patient,
        Subject,
        Other,
    }

    private sealed record Governing(Token Token, Role Role, Metric? Noun);

    /// <summary>Null where the number counts nothing that can be named.</summary>
    /// <param name="before">The numbers read before, in text order.</param>
    public CountedThing? Read(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number.IsPlace) return Nth(number);
        if (IsRatio(number)) return null;
        if (!number.IsPercent && OfPronoun(number) is { } pronoun) return PartOf(number, pronoun, before);
        if (SumInMillions(number, before) is { } sum) return sum;
        var found = Vote(number, before) ?? Aboard(number) ?? StateBehind(number) ?? BeforeVerb(number) ?? Labelled(number) ?? Numbering(number) ?? ReadAlone(number, before);
        // "six dead and 15 others injured": other than the dead.
        if (found is { Entry: { } counted } && found.Metric.StartsWith("further_", StringComparison.Ordinal) && IsOthers(number) && !before.TakeLast(FarthestNumber).Any(read => read.Counted.Entry == counted)) found = found with { Metric = counted.Key };
        return found is null || (found.Noun is null && !found.IsKnown) ? SumWithoutCurrency(number, before) ?? OfSort(number, before) ?? ThingsBehind(number, before) ?? OfFronted(number, before) ?? Elided(number, before) ?? found ?? Inhabitants(number) ?? Bare(number, before) ?? Sized(number) : found;
    }

    // "All 54 on board died", "with 83 aboard": who they are is left out.
    private CountedThing? Aboard(NumberExpression number)
    {
        if (number.IsPercent || number.Currency is not null || number.Last >= doc.Count) return null;
        var at = number.Last;
        var isAboard = doc[at].LowerText() is "aboard" || doc[at].LowerText() is "on" && at + 1 < doc.Count && doc[at + 1].LowerText() is "board";
        return isAboard && metrics.OfKey("aboard") is { } metric ? new(metric.Key, "people", number.Head, null, at, true) { Entry = metric } : null;
    }

    // "kills 11, six still trapped", "14 feared drowned": a number whose state follows, where headlines leave out the people and the verb.
    private CountedThing? StateBehind(NumberExpression number)
    {
        if (number.IsPercent || number.Currency is not null) return null;
        var at = number.Last;
        while (at < doc.Count && at < number.Last + 2 && doc[at].Text.ToLowerInvariant() is "still" or "feared" or "also" or "reported" or "believed") at++;
        // "17 hurt": the word alone is a state, and whatever the parser takes it for.
        var isState = at == number.Last && IsStateAt(at);
        if (at >= doc.Count || !isState && (at == number.Last || doc[at].Tag is not ("VBN" or "VBD" or "JJ"))) return null;
        // "six still trapped miners"
        if (at + 1 < doc.Count && IsNoun(doc[at + 1])) return null;
        var metric = isState || doc[at].Tag == "JJ" ? State(doc[at]) : MetricOf(new(doc[at], Role.Patient, null), people: true, unnamed: true);
        return metric is { Kind: MetricKind.People } ? new(metric.Key, "people", number.Head, null, at, true) { Entry = metric } : null;
    }

    // "dead", "injured", "hurt": the word by itself.
    private Metric? State(Token word) => metrics.OfNoun(word.LowerText(), IsOfPeople) ?? (word.Tag is "VBN" or "VBD" || word.LowerText() == "hurt" ? metrics.OfVerb(Lemma(word), isSubject: false, IsOfPeople) : null);

    // "Interceptors: 320", "then came the rockets: two", "Injured: 14": what is counted stands before a colon.
    private CountedThing? Labelled(NumberExpression number)
    {
        var colon = number.QualifiedFirst - 1;
        if (colon < 1 || doc[colon].Text != ":" || number.IsPercent || number.Currency is not null || number.Last < doc.Count && doc[number.Last].Pos is not ("PUNCT" or "SPACE")) return null;
        var label = doc[colon - 1];
        if (State(label) is { } state) return new(state.Key, "people", number.Head, null, label.Index, true) { Entry = state };
        return label.Tag is "NNS" or "NNPS" ? Count(number, label) : null;
    }

    // "Evacuees number 3,850", "The houses destroyed number 1,150", where the parser takes the verb for a noun.
    private CountedThing? Numbering(NumberExpression number)
    {
        var verb = number.QualifiedFirst - 1;
        if (verb < 1 || number.IsPercent || number.Currency is not null || doc[verb].LowerText() is not ("number" or "numbered" or "total" or "totalled" or "totaled" or "totalling" or "totaling") || UnitNoun(doc[number.Head], number) is { } own && own.Index != verb) return null;
        var at = verb - 1;
        while (at > doc[verb].Sentence.Start && at > verb - 3 && doc[at].Tag is "VBN" or "VBD" or "RB" or "JJ") at--;
        return doc[at].Tag is "NNS" or "NNPS" ? StateBehindNoun(doc[at], number, verb) ?? Count(number, doc[at]) : null;
    }

    private CountedThing? StateBehindNoun(Token noun, NumberExpression number, int end)
    {
        var people = isPerson(Lemma(noun));
        for (var at = noun.Index + 1; at < end; at++)
            if (doc[at].Tag is "VBN" or "VBD" && MetricOf(new(doc[at], Role.Patient, null), people, unnamed: false) is { Kind: MetricKind.People or MetricKind.Things } metric)
                return new(metric.Kind == MetricKind.Things ? WithFate(KeyNoun(noun, number), metric) : metric.Key, Plural(noun), number.Head, noun.Index, at, true) { Entry = metric };
        return null;
    }

    private CountedThing? ReadAlone(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        var head = doc[number.Head];
        if ((Magnitude(number) ?? SameMagnitude(number, before)) is { } magnitude) return magnitude;
        if (Degrees(number) is { } degrees) return IsSameAgain(number, degrees, before) ? null : degrees;
        if (IsOfBefore(number) && Last(number, before, read => read.Number.IsPercent == number.IsPercent && read.Number.Currency == number.Currency && read.Counted.IsKnown) is { Counted: { Entry: not null } now }
            && (number.IsPercent || number.Currency is not null || IsChanged(number))) return now with { Number = number.Head, Metric = now.Metric + "_before" };
        if (IsPercentElided(number, before)) number = number with { IsPercent = true };
        if (number.IsPercent) return Before(Share(number, before));
        if (number.Currency is { } currency) return Before(Sum(number, currency));
        CountedThing Before(CountedThing counted) => IsOfBefore(number) ? counted with { Metric = counted.Metric + "_before" } : counted;
        var noun = UnitNoun(head, number);
        if (noun is { } below && IsBeyondLine(number, below)) noun = null;
        if (noun is { } unit && MeasureUnit(unit) is { } measure && !IsGrounds(unit)) return Unit(number, unit, measure) is { } measured && !IsSameAgain(number, measured, before) ? measured : null;
        if (noun is null && head.Pos is "PRON") return null;
        // "one of the worst": no count.
        if (number.Value == 1 && Lemma(head) == "one" && !IsStateAt(number.Last) && head.Pos != "NOUN" && (noun is null ? head.Dep != "dobj" : noun.Value.Dep == "pobj" && noun.Value.Index > head.Index + 1 && Lemma(noun.Value.Head) == "of")) return null;
        if (noun is { } counted && IsAnaphoric(counted, number)) return null;
        if (noun is null && NumberedNoun(number) is { } told) noun = told;
        if (noun is null && NumberedState(number) is { } state) return state;
        var found = Count(number, noun);
        // "one" with no metric of its own is an article, not a count.
        return found is { IsKnown: false } && number.Value == 1 && Lemma(head) == "one" ? null : found;
    }

    // ---------------------------------------------------------------- the counted noun

    private Token? UnitNoun(Token head, NumberExpression number)
    {
        // "240,000 square metre park": the unit stands right behind.
        if (number.Last + 1 < doc.Count && IsSquare(number.Last) && IsLength(Lemma(doc[number.Last + 1]))) return doc[number.Last + 1];
        // "38 million m³", "27 m high": signs that the parser takes for other words.
        if (number.Last < doc.Count && (Squared(doc[number.Last]) is not null || IsCubicSign(doc[number.Last]) || NumberFinder.IsMetres(doc, number.Last))) return doc[number.Last];
        // "hundreds of thousands of people": the last of the words for the number leads to what is counted.
        while (head.HeadIndex > head.Index && head.HeadIndex < number.Last) head = head.Head;
        // "hour-long", "half an hour", "14 hours and 35 minutes"
        if (head.Index >= number.First && head.Index < number.Last && head.Pos == "NOUN" && (NumberWords.IsUnitOfTime(Lemma(head)) || IsLength(Lemma(head)))) return head;
        if (IsPartOfNumber(head) && head.Head.Dep == "nummod" && IsNoun(head.Head.Head)) return Named(head.Head.Head);
        if (head.Dep is "nummod" or "amod" or "compound" or "nmod" or "quantmod" && IsNoun(head.Head) && head.HeadIndex > head.Index) return Named(head.Head);
        // "476 of the drones", "476 out of a record 539 drones", "dozens of people"
        foreach (var child in head.Children)
        {
            if (child.Dep != "prep" || child.Index < head.Index) continue;
            var of = child;
            if (child.Lemma.Equals("out", StringComparison.OrdinalIgnoreCase))
                foreach (var below in child.Children)
                    if (below.Dep == "prep") of = below;
            if (!of.Lemma.Equals("of", StringComparison.OrdinalIgnoreCase)) continue;
            if (ObjectOf(of) is { } whole && whole.Index >= number.Last) return whole;
        }
        // The same where the parser hangs "out" on the verb.
        if (number.Last + 1 < doc.Count && Lemma(doc[number.Last]) == "out" && Lemma(doc[number.Last + 1]) == "of" && ObjectOf(doc[number.Last + 1]) is { } all) return all;
        if (head.Dep is "nummod" or "quantmod" && IsNoun(head.Head)) return head.Head;
        return null;
    }

    // "eleven of 24 trucks", where the parser hangs the first number on the second.
    private bool IsPartOfNumber(Token number) =>
        number.Dep == "quantmod" && number.Head.Pos == "NUM" && number.Index + 1 < doc.Count && Lemma(doc[number.Index + 1]) == "of";

    private static Token? ObjectOf(Token preposition)
    {
        foreach (var child in preposition.Children)
        {
            if (child.Dep != "pobj" || !IsNoun(child)) continue;
            // "hundreds of thousands of people"
            if (child.Text.ToLowerInvariant() is "thousands" or "millions" or "hundreds" or "dozens")
                foreach (var of in child.Children)
                    if (of.Dep == "prep" && Lemma(of) == "of" && ObjectOf(of) is { } inner) return inner;
            return child;
        }
        return null;
    }

    // "23 persons", not the compound inside: the number may hang on the first part of "drone attacks".
    private static Token Named(Token noun)
    {
        // "11 cruise and ballistic missiles": the plural that the adjectives share.
        if (noun.Tag == "NN" && noun.Rights.FirstOrDefault(c => c.Dep == "conj" && c.Tag == "NNS" && c.Index <= noun.Index + 3) is { Doc: not null } shared) return shared;
        // "two co-defendants"
        if (noun.Index + 2 < noun.Doc.Count && noun.Doc[noun.Index + 1].Text == "-" && IsNoun(noun.Doc[noun.Index + 2]) && noun.Doc[noun.Index + 1].Start == noun.End) noun = noun.Doc[noun.Index + 2];
        while (noun.Dep == "compound" && noun.HeadIndex == noun.Index + 1 && IsNoun(noun.Head) && noun.Tag == "NNS") noun = noun.Head;
        return noun;
    }

    private static bool IsNoun(Token token) => token.Pos is "NOUN" or "PROPN";

    private static string Lemma(Token token) => Abbreviated(token) ?? token.Lemma.ToLowerInvariant();

    // "23,400 t", "4.2 million t", "27 m high"
    private static string? Abbreviated(Token token) =>
        token.Text == "t" && token.Index > 0 && token.Doc[token.Index - 1] is var before && (char.IsAsciiDigit(before.Text[0]) || NumberWords.TryScale(before.Text, out _)) ? "tonne"
        : NumberFinder.IsMetres(token.Doc, token.Index) ? "metre" : null;

    // "co-" of "co-defendants", "pick-" of "pick-ups"; empty before a whole word.
    private static string Hyphened(Token noun) =>
        noun.Index >= 2 && noun.Doc[noun.Index - 1].Text == "-" && noun.Doc[noun.Index - 1].End == noun.Start && noun.Doc[noun.Index - 2] is { Pos: not "NUM" } first && !char.IsDigit(first.Text[0])
            ? first.Text.ToLowerInvariant() + "-" : "";

    // A headline that ends with a number counts nothing of the line below it.
    private bool IsBeyondLine(NumberExpression number, Token noun) => NameFinder.HasBreak(doc, number.Last, noun.Index);

    // "the two leaders" points back; it asserts no count.
    private bool IsAnaphoric(Token noun, NumberExpression number)
    {
        if (number.Value is not { } value || value > 12 || Lemma(noun) is "victim" or "dead") return false;
        foreach (var child in noun.Children)
            if (child.Index < number.First && child.Dep is "det" && Lemma(child) is "the" or "both" or "these" or "those"
                && child.Index == number.QualifiedFirst - 1 && !noun.Children.Any(c => c.Dep is "acl" or "relcl")) return true;
        return false;
    }

    // "the number of drones could reach 1,000", "bringing the number of people known to have died to 35": what the number is of.
    private Token? NumberedNoun(NumberExpression number)
    {
        foreach (var of in NumberedBy(number))
            if (of.Dep == "prep" && Lemma(of) == "of" && ObjectOf(of) is { } noun) return noun;
        return null;
    }

    // "put the number of injured at 52": the state of those who are not named.
    private CountedThing? NumberedState(NumberExpression number)
    {
        foreach (var of in NumberedBy(number))
            foreach (var state in of.Children)
                if (of.Dep == "prep" && Lemma(of) == "of" && state.Dep is "pobj" or "amod" && metrics.OfNoun(state.Text.ToLowerInvariant(), IsOfPeople) is { } metric)
                    return new(metric.Key, "people", number.Head, null, state.Index, true) { Entry = metric };
                // "the number of those injured"
                else if (of.Dep == "prep" && Lemma(of) == "of" && state.Pos is "PRON" or "DET" && Participle(state, people: true, unnamed: true) is { } those)
                    return new(those.Metric.Key, "people", number.Head, null, those.Token.Index, true) { Entry = those.Metric };
        return null;
    }

    // The words that hang on "number" or "total", where the verb above the number has one as its subject or object.
    private IEnumerable<Token> NumberedBy(NumberExpression number) => NumberedBy(doc[number.Head]).Concat(NumberedInWords(number));

    // "and the number of the injured to 214", "the number of those who took part at 900": the same by the order of the words.
    private IEnumerable<Token> NumberedInWords(NumberExpression number)
    {
        foreach (var word in Introducing(number))
        {
            if (Lemma(word) is not ("number" or "total" or "tally" or "count")) continue;
            foreach (var of in word.Rights) yield return of;
            yield break;
        }
    }

    // Words of the sentence before "at 41" or "to 41", the nearest first, up to the number before.
    private IEnumerable<Token> Introducing(NumberExpression number)
    {
        if (number.QualifiedFirst == 0 || doc[number.QualifiedFirst - 1].LowerText() is not ("at" or "to" or "is" or "was" or "as")) yield break;
        for (var at = number.QualifiedFirst - 2; at >= doc[number.Head].Sentence.Start && doc[at].Tag != "CD"; at--) yield return doc[at];
    }

    private static IEnumerable<Token> NumberedBy(Token number)
    {
        // "rose to nine late on Thursday": the number hangs on the adverb.
        if (number.Dep == "nummod" && number.Head.Pos == "ADV") number = number.Head;
        if (number.Dep is not ("dobj" or "attr" or "pobj" or "npadvmod")) yield break;
        var at = number.Dep == "pobj" ? number.Head.Head : number.Head;
        for (var steps = 0; steps < 4; steps++)
        {
            foreach (var subject in at.Children)
                if (subject.Dep is "nsubj" or "nsubjpass" or "dobj" && Lemma(subject) is "number" or "total" or "tally" or "count" && subject.Index < number.Index)
                    foreach (var of in subject.Children) yield return of;
            // "to have died in the disaster to 35": the parser hangs the number too low.
            if (number.Dep != "pobj" || Lemma(number.Head) is not ("to" or "at") || at.IsRoot || Lemma(at) is "number" or "total") yield break;
            at = at.Head;
        }
    }

    // ---------------------------------------------------------------- counts

    // "a city of about 500,000"
    private CountedThing? Inhabitants(NumberExpression number)
    {
        var head = doc[number.Head];
        return number.Value >= LeastInhabitants && !number.IsPercent && number.Currency is null && head.Dep == "pobj" && Lemma(head.Head) == "of" && metrics.OfKey("population") is { } population
            && Lemma(head.Head.Head) is "city" or "town" or "village" or "island" or "country" or "nation" or "district" or "county" or "municipality" or "province" or "suburb" or "settlement" or "community"
            ? new(population.Key, "people", number.Head, null, head.Head.HeadIndex, true) { Entry = population } : null;
    }

    // "a force of 4,800", "a target of 8,000": how large a thing is.
    private CountedThing? Sized(NumberExpression number)
    {
        var head = doc[number.Head];
        if (number.IsPercent || number.Currency is not null || number.Value is not > 1 || head.Dep != "pobj" || Lemma(head.Head) != "of" || head.Head.Head is not { Tag: "NN" } thing) return null;
        return isPerson(Lemma(thing)) || MeasureUnit(thing) is not null || IsFigureNoun(thing) || NumberWords.TryScale(Lemma(thing), out _) || Unsized.Contains(Lemma(thing))
            ? null : new(KeyNoun(thing, number), Plural(thing), number.Head, thing.Index, Govern(thing)?.Token.Index, false);
    }

    // Of these a number says when, in which place or with which result.
    private static readonly HashSet<string> Unsized = ["age", "night", "day", "morning", "evening", "summer", "winter", "autumn", "spring", "year", "class", "constitution", "revolution", "war", "vote", "score", "speed", "height", "depth", "length", "width", "weight", "temperature", "magnitude",
        "minimum", "maximum", "average", "mean", "median", "rest", "part", "half", "majority", "some", "most", "one", "top", "bottom", "side", "end", "beginning", "start", "group", "sort", "kind"];

    private CountedThing? Count(NumberExpression number, Token? noun)
    {
        var start = noun ?? doc[number.Head];
        var unit = noun is { } n ? UnitText(n, number) : "people";
        var lemma = noun is { } l ? Lemma(l) : "";
        // "MPs": an abbreviation keeps its plural.
        var people = noun is null || isPerson(lemma) || isPerson(lemma.TrimEnd('s')) || lemma == "life";
        // "119 votes against"
        if (lemma is "vote" && noun is { } ballots && AsideAt(ballots.Index + 1) is { } side && metrics.OfVerbWith("vote", true, [side], IsOfPeople) is { } cast)
            return new(cast.Key, unit, number.Head, ballots.Index, Govern(ballots)?.Token.Index, true) { Entry = cast };

        // "19 deaths", "14 dead", "left five people dead"
        var sort = noun is { } of ? NounMetric(of) : null;
        if (IsPartOfState(number) && (OfNumber(number) ?? Govern(start)) is { } state0 && MetricOf(state0, people: true, unnamed: true) is { Key: "critical" } serious) return new(serious.Key, "people", number.Head, noun?.Index, state0.Token.Index, true) { Entry = serious };
        if (noun is { } sorted && OfHeld(sorted) is { } held) return new(held.Key, unit, number.Head, sorted.Index, Govern(sorted.Head.Head)?.Token.Index, true) { Entry = held };
        if (noun is { } named && sort is { Kind: not MetricKind.Group } own)
        {
            var told = Govern(named);
            // "37 demonstrators were detained": what became of people says more than what they are called.
            if (people && own.Kind == MetricKind.People && told is { } fate && MetricOf(fate, people, unnamed: false) is { Kind: MetricKind.People } done && done != own)
                return new(done.Key, unit, number.Head, named.Index, fate.Token.Index, true) { Entry = done };
            return new(Further(number) + own.Key, own.Kind == MetricKind.People ? "people" : unit, number.Head, named.Index, told?.Token.Index, true) { Entry = own, IsPart = IsPartOfThose(named, number) };
        }
        if (noun is null && IsPartOfState(number) && metrics.OfNoun(doc[number.Last + 2].Text.ToLowerInvariant(), IsOfPeople) is { } those)
            return new(those.Key, "people", number.Head, null, Govern(start)?.Token.Index, true) { Entry = those, IsPart = true };
        if (AdjectiveAfter(start, number) is { } state) return new(Further(number) + state.Metric.Key, noun is null ? "people" : unit, number.Head, noun?.Index, state.Token.Index, true) { Entry = state.Metric };

        if (Participle(start, people, noun is null) is { } reduced) return Named(reduced.Metric, reduced.Token);
        var governing = Govern(start);
        // "208 passengers" that there were; what they did or what became of them is told by the verb.
        if (noun is { } member && sort is { } group && IsThere(governing, group))
            return new(group.Key, unit, number.Head, member.Index, governing?.Token.Index, true) { Entry = group, IsPart = IsPartOfThose(member, number) };
        // "476 of 539 drones were intercepted": the number before "of" is the verb's, the one after it the whole's.
        if (noun is { } part && IsWhole(part, number) is { } verb)
        {
            var parts = MetricOf(new(verb.Verb, verb.Role, null), people, unnamed: false);
            var key = KeyNoun(part, number);
            return new(parts?.Whole is { } whole ? $"{key}_{whole}" : key, unit, number.Head, part.Index, verb.Verb.Index, parts is not null);
        }
        if (noun is { } ofNumber && ofNumber.Index > number.Last && OfNumber(number) is { } direct)
            governing = direct;
        if (governing is { Noun: { Kind: not MetricKind.Measure } carried } && noun is null) return new(carried.Key, "people", number.Head, null, governing.Token.Index, true) { Entry = carried };
        if (governing is { } found)
        {
            var metric = MetricOf(found, people, noun is null);
            if (metric is not null) return Named(metric, found.Token);
            if (noun is null) return null;
            if (people && Hurt(noun.Value, number) is { } hurt) return new(hurt.Key, unit, number.Head, noun.Value.Index, found.Token.Index, true) { Entry = hurt };
            if (people && found.Token.Pos is "VERB" && found.Role is Role.Patient or Role.Subject && !IsBland(Lemma(found.Token)))
                return new($"{KeyNoun(noun.Value, number)}_{PastParticiple(found.Token)}", unit, number.Head, noun.Value.Index, found.Token.Index, false);
            return new(KeyNoun(noun.Value, number), unit, number.Head, noun.Value.Index, found.Token.Index, false);
        }
        return noun is { } bare ? new(KeyNoun(bare, number), unit, number.Head, bare.Index, null, false) : null;

        CountedThing Named(Metric metric, Token by) => new(NameOf(metric), unit, number.Head, noun?.Index, by.Index, true)
        { Entry = metric, IsPart = metric.Kind == MetricKind.People && IsPartOfState(number) };

        string NameOf(Metric metric)
        {
            if (metric.Kind == MetricKind.People && sort is { IsApart: true } group) return $"{group.Key}_{metric.Key}";
            var isNamed = metric.Kind == MetricKind.Things || noun is { } member && IsMember(member, number);
            return isNamed && noun is { } thing ? $"{KeyNoun(thing, number)}_{metric.Key}" : Further(number) + metric.Key;
        }
    }

    // "seven people, among them two women": those counted are part of what was counted before, and no count of all.
    private bool IsMember(Token noun, NumberExpression number)
    {
        var before = number.QualifiedFirst - 1;
        if (before < 0 || Lemma(noun) is "person" or "people") return false;
        var word = doc[before].Text.ToLowerInvariant();
        return word == "including" || word is "them" or "whom" or "those" && before > 0 && doc[before - 1].Text.Equals("among", StringComparison.OrdinalIgnoreCase);
    }

    // The verb of the number itself where its noun stands after "of" or "out of".
    private Governing? OfNumber(NumberExpression number) => doc[number.Head].Dep is "nsubj" or "nsubjpass" or "dobj" ? Govern(doc[number.Head]) : null;

    // Whether another number's "of" governs this number's noun, and that number's verb.
    private (Token Verb, Role Role)? IsWhole(Token noun, NumberExpression number)
    {
        foreach (var child in doc[number.Head].Children)
            if (IsPartOfNumber(child)) return Govern(noun) is { } shared ? (shared.Token, shared.Role) : null;
        if (noun.Dep != "pobj" || Lemma(noun.Head) != "of" || noun.Index < number.First) return null;
        var part = noun.Head.Head;
        if (Lemma(part) == "out") part = part.Head.Pos is "VERB" ? part.Head.Children.FirstOrDefault(c => c.Pos == "NUM" && c.Dep is "dobj" or "nsubjpass" or "nsubj") : part.Head;
        if (part.Doc is null || part.Pos != "NUM" || part.Index >= number.First) return null;
        return Govern(part) is { } governing ? (governing.Token, governing.Role) : null;
    }

    private Metric? MetricOf(Governing governing, bool people, bool unnamed)
    {
        var lemma = VerbLemma(governing.Token);
        // "unions claim a million": nobody died.
        if (unnamed && lemma == "claim") return null;
        bool Fit(Metric metric) => Fits(metric, people, unnamed);
        Metric? With(bool isSubject) => metrics.OfVerbWith(lemma, isSubject, Beside(governing.Token), Fit)
            ?? metrics.OfVerbWith(lemma, isSubject, Subjects(governing.Token), metric => metric.Kind == MetricKind.Count);
        return governing.Role switch
        {
            Role.Patient => With(false) ?? metrics.OfVerb(lemma, false, Fit) ?? With(true) ?? metrics.OfVerb(lemma, true, Fit) ?? Believed(governing.Token, people, unnamed),
            Role.Subject => With(true) ?? metrics.OfVerb(lemma, true, Fit) ?? (IsBare(governing.Token) ? metrics.OfVerb(lemma, false, metric => metric.Kind == MetricKind.People && Fit(metric)) : null),
            // "power was cut to 52,000 customers"
            _ => governing.Token.Pos is "VERB" ? metrics.OfVerbWith(lemma, false, Beside(governing.Token), metric => metric.Kind == MetricKind.Count) : null,
        };
    }

    // The verb's object, particles and prepositions, and what stands behind these.
    private static List<string> Beside(Token verb)
    {
        var words = new List<string>();
        foreach (var child in verb.Children)
        {
            if (child.Dep is "dobj" or "nsubjpass" or "dative") words.Add(Lemma(child));
            if (child.Dep == "neg") words.Add("not");
            if (child.Dep is not ("prep" or "prt" or "advmod" or "advcl" or "acomp" or "agent" or "oprd") || child.Index < verb.Index) continue;
            words.Add(child.Text.ToLowerInvariant());
            foreach (var below in child.Children)
            {
                if (below.Dep != "pobj") continue;
                words.Add(Lemma(below));
                // "in a critical condition"
                foreach (var quality in below.Children)
                    if (quality.Dep == "amod") words.Add(Lemma(quality));
            }
        }
        return words;
    }

    // "personal data of 40,000 customers": what is theirs is counted by them.
    private Metric? OfHeld(Token noun) =>
        noun.Dep == "pobj" && Lemma(noun.Head) is "of" or "on" or "from" && IsNoun(noun.Head.Head) ? metrics.OfNoun(Lemma(noun.Head.Head), metric => metric.Kind == MetricKind.Count) : null;

    private bool IsThere(Governing? governing, Metric group)
    {
        // "power was cut to 52,000 customers"
        if (governing is not { Token.Pos: "VERB", Role: Role.Patient or Role.Subject }) return governing is null || MetricOf(governing, people: true, unnamed: false) is null;
        var lemma = Lemma(governing.Token);
        if (IsBland(lemma) || governing.Role == Role.Patient && IsHaving(lemma)) return true;
        return MetricOf(governing, people: true, unnamed: false) == group;
    }

    // Verbs whose object is only said to be there.
    private static bool IsHaving(string lemma) => lemma is "carry" or "employ" or "serve" or "hear" or "transport" or "house" or "hold" or "count" or "face";

    // "posts will go", "the breach affected"; of what is to be, the subject of the verb above.
    private static List<string> Subjects(Token verb)
    {
        var found = new List<string>();
        foreach (var child in verb.Children)
            if (child.Dep is "nsubj") found.Add(Lemma(child));
        if (found.Count == 0 && verb.Dep == "xcomp")
            foreach (var child in verb.Head.Children)
                if (child.Dep is "nsubj") found.Add(Lemma(child));
        return found;
    }

    // Verbs that tell nothing of what they count.
    private static bool IsBland(string lemma) => lemma is "be" or "have" or "get" or "include" or "say" or "call" or "see" or "need" or "want" or "hope" or "become" or "make" or "do" or "tell" or "reach" or "spend" or "stay" or "live" or "work" or "travel" or "stand" or "sit" or "belong" or "remain";

    private static bool Fits(Metric? metric, bool people, bool unnamed) => metric is not null
        && metric.Kind switch
        {
            MetricKind.People => people,
            MetricKind.Group => people && !unnamed,
            MetricKind.Things => !people && !unnamed,
            MetricKind.Count => true,
            _ => false,
        };

    // A verb with its particle ("shoot_down") where the vocabulary has it.
    private string VerbLemma(Token verb)
    {
        var lemma = Lemma(verb);
        foreach (var child in verb.Children)
            if (child.Dep is "prt" or "advmod" or "acomp" or "oprd" && child.Index > verb.Index)
            {
                var joined = $"{lemma}_{Lemma(child)}";
                if (metrics.HasVerb(joined)) return joined;
            }
        // "shot dead 12 gunmen"
        return verb.Index + 1 < doc.Count && doc[verb.Index + 1].Pos == "ADJ" && metrics.HasVerb($"{lemma}_{Lemma(doc[verb.Index + 1])}") ? $"{lemma}_{Lemma(doc[verb.Index + 1])}" : lemma;
    }

    // "23 people wounded", "drones that were shot down", "5,000 bombs launched in June"
    private (Metric Metric, Token Token)? Participle(Token noun, bool people, bool unnamed)
    {
        // "330 missiles, 5,000 drones and 80 bombs launched in June": what closes the list holds for all of it.
        foreach (var conjunct in noun.Rights)
            if (conjunct.Dep == "conj" && IsNoun(conjunct) && Participle(conjunct, people, unnamed) is { } shared && shared.Token.Dep == "acl") return shared;
        foreach (var child in noun.Children)
        {
            if (child.Index < noun.Index) continue;
            var role = child.Dep switch
            {
                "acl" when child.Tag == "VBN" => Role.Patient,
                "relcl" when child.Children.Any(c => c.Dep == "nsubjpass") => Role.Patient,
                "relcl" when child.Children.Any(c => c.Dep == "nsubj" && c.Tag is "WDT" or "WP") => Role.Subject,
                _ => Role.Other,
            };
            if (role != Role.Other && MetricOf(new(child, role, null), people, unnamed) is { } metric) return (metric, child);
            if (role == Role.Patient && Believed(child, people, unnamed) is { } believed) return (believed, child);
        }
        return null;
    }

    // "people known to have died", "people feared dead", "people reported missing"
    private Metric? Believed(Token participle, bool people, bool unnamed)
    {
        foreach (var child in participle.Children)
        {
            if (child.Dep == "xcomp" && child.Pos == "VERB" && MetricOf(new(child, child.Children.Any(aux => aux.Dep == "auxpass") ? Role.Patient : Role.Subject, null), people, unnamed) is { } done) return done;
            if (people && child.Dep is "oprd" or "acomp" or "xcomp" && metrics.OfNoun(child.Text.ToLowerInvariant(), IsOfPeople) is { } state) return state;
        }
        return null;
    }

    // "14 dead", "23 wounded", "three still missing": an adjective right after the number or its noun.
    private (Metric Metric, Token Token)? AdjectiveAfter(Token noun, NumberExpression number)
    {
        for (var i = Math.Max(noun.Index, number.Last - 1) + 1; i < Math.Min(doc.Count, Math.Max(noun.Index, number.Last - 1) + 4); i++)
        {
            if (doc[i].Text.ToLowerInvariant() is "still" or "are" or "were" or "is" or "was" or "others") continue;
            if (doc[i].Pos is "ADJ" or "VERB" or "NOUN" && IsStateAt(i)
                && metrics.OfNoun(doc[i].Text.ToLowerInvariant(), IsOfPeople) is { } metric) return (metric, doc[i]);
            break;
        }
        return null;
    }

    private bool IsStateAt(int i) => i < doc.Count && doc[i].LowerText() is "dead" or "injured" or "wounded" or "missing" or "hurt" or "displaced" or "unaccounted" or "homeless";

    // The verb or noun that the counted noun is an argument of.
    private Governing? Govern(Token token, bool measure = false)
    {
        for (var (at, steps) = (token, 0); steps < 8; steps++)
        {
            if (at.IsRoot) return null;
            var head = at.Head;
            switch (at.Dep)
            {
                case "nsubjpass":
                    // "are known to have died", "were ordered to evacuate"
                    if (Lemma(head) is "know" or "believe" or "fear" or "think" or "presume" or "order" or "force" or "tell" && ToBecome(head) is { } known) return new(known, known.Children.Any(child => child.Dep == "auxpass") ? Role.Patient : Role.Subject, null);
                    return new(head, Role.Patient, null);
                case "nsubj":
                    if (Lemma(head) is "be" or "have" or "need" or "expect" or "set" && ToBecome(head) is { } become) return new(become, become.Children.Any(child => child.Dep == "auxpass") ? Role.Patient : Role.Subject, null);
                    return new(head, IsReduced(head) ? Role.Patient : Role.Subject, null);
                case "dobj" or "dative" or "oprd":
                    return new(head, Role.Patient, CarriedBy(head, token, measure));
                case "attr":
                    return new(head, Role.Other, CarriedBy(head, token, measure));
                case "conj" or "appos" or "nummod" or "quantmod" or "nmod" or "compound" or "npadvmod" or "amod":
                    if (at.Dep is "compound" or "nmod" or "npadvmod" && IsNoun(head)) return new(head, Role.Other, null);
                    if (head.Pos is "VERB" && at.Dep is "npadvmod") return new(head, Role.Other, null);
                    at = head;
                    continue;
                case "pobj":
                    var preposition = head;
                    if (preposition.IsRoot) return null;
                    var above = preposition.Head;
                    // "was down to seven", "is up to 40"
                    if (above is { Pos: "ADV", IsRoot: false } && Lemma(above) is "down" or "up" && above.Head.Pos is "VERB" or "AUX") above = above.Head;
                    if (preposition.Dep == "agent") return new(above, Role.Subject, null);
                    if (Lemma(preposition) is "include" or "including" or "of" && IsNoun(above) || above.Pos is "NUM")
                    {
                        if (NounMetric(above) is { Kind: MetricKind.People or MetricKind.Group } carried) return new(above, Role.Other, carried);
                        if (metrics.HasVerb(Lemma(above))) return new(above, Role.Patient, null);
                        at = above;
                        continue;
                    }
                    return new(above, Role.Other, above.Pos is "VERB" or "AUX" ? CarriedBy(above, token, measure) : NounMetric(above, measure));
                default:
                    return at.Pos is "VERB" ? new(at, Role.Patient, null) : null;
            }
        }
        return null;
    }

    // "1,150 posts are to disappear"
    private static Token? ToBecome(Token verb)
    {
        foreach (var child in verb.Children)
            if (child.Dep == "xcomp" && child.Pos == "VERB" && child.Index > verb.Index && child.Children.Any(to => to.Tag == "TO")) return child;
        return null;
    }

    // "Nine people hurt", a headline's passive: what only happens to people, with nobody else to whom it happens.
    private static bool IsBare(Token verb) =>
        verb.Tag is "VBN" or "VBD" && !verb.Children.Any(child => child.Dep is "dobj" or "dative" or "ccomp" or "xcomp" or "aux" or "prt" or "prep" && child.Index < verb.Index);

    // "left 14 wounded", "61 people were arrested and 14 officers hurt": a passive without its auxiliary.
    private static bool IsReduced(Token verb) =>
        verb.Tag == "VBN" && !verb.Children.Any(child => child.Dep is "aux" or "auxpass" or "dobj")
        && (verb.Dep is "ccomp" or "oprd" or "acomp" or "xcomp" || verb.Dep == "conj" && verb.Head.Children.Any(child => child.Dep is "nsubjpass" or "auxpass"));

    // What a noun tells of itself: with its compound ("crew member"), with what stands behind it ("people on board"), or alone.
    private Metric? NounMetric(Token noun, bool measure = false)
    {
        var lemma = Lemma(noun);
        bool Fits(Metric metric) => metric.Kind != MetricKind.Money && metric.Kind == MetricKind.Measure == measure;
        foreach (var child in noun.Children)
        {
            if (child.Dep == "compound" && metrics.OfNoun($"{Lemma(child)}_{lemma}", Fits) is { } whole) return whole;
            if (child.Dep == "conj" && child.Index <= noun.Index + 2 && metrics.OfNoun($"{lemma}_and_{Lemma(child)}", Fits) is { } both) return both;
        }
        if (!measure && metrics.OfNounWith(lemma, Beside(noun)) is { } with && Fits(with)) return with;
        return metrics.OfNoun(lemma, Fits);
    }

    private static bool IsOfPeople(Metric metric) => metric.Kind == MetricKind.People;

    // "the death toll rose to 19", "put the number of dead at 19", "casualties stood at 14": the verb's subject or object carries the metric.
    private Metric? CarriedBy(Token verb, Token number, bool measure)
    {
        // "The crew numbered 14" counts the crew; "gunmen killed 17" no gunmen.
        bool Carries(Metric metric) => metric.Kind != MetricKind.Group || IsBland(Lemma(verb)) || Lemma(verb) is "number" or "total" or "rise" or "grow" or "fall" or "exceed";
        foreach (var child in verb.Children)
        {
            if (child.Dep is not ("nsubj" or "nsubjpass" or "dobj") || child.Index == number.Index) continue;
            if (NounMetric(child, measure) is { } metric && Carries(metric)) return metric;
            foreach (var below in child.Children)
            {
                if (below.Dep == "compound" && NounMetric(below, measure) is { } compound && Carries(compound)) return compound;
                if (below.Dep == "prep" && Lemma(below) == "of")
                    foreach (var pobj in below.Children)
                        if (NounMetric(pobj, measure) is { } inside && Carries(inside)) return inside;
            }
        }
        return null;
    }

    // ---------------------------------------------------------------- names of metrics and units

    // "drones and missiles" for one number, else the noun with what tells its kind.
    private string UnitText(Token noun, NumberExpression number)
    {
        var first = noun.Index;
        foreach (var child in noun.Lefts)
            if (child.Dep is "compound" or "amod" && child.Index >= number.Last && !IsDemonym(child)) { first = child.LeftEdge.Index >= number.Last ? child.LeftEdge.Index : child.Index; break; }
        var last = noun.Index;
        foreach (var second in Seconds(noun)) last = second.Index;
        return string.Join(' ', Enumerable.Range(first, last - first + 1).Select(i => doc[i]).Where(t => !IsDemonym(t)).Select(t => t.Index == noun.Index ? Plural(t) : t.Text.ToLowerInvariant()));
    }

    private static bool IsDemonym(Token token) => token.EntityLabel is "NORP" or "GPE";

    // Nouns joined to the counted one that have no number of their own.
    private static IEnumerable<Token> Seconds(Token noun)
    {
        foreach (var child in noun.Rights)
            if (child.Dep == "conj" && IsNoun(child) && !child.Children.Any(c => c.Dep is "nummod" or "quantmod" or "det") && child.Index <= noun.Index + 2) yield return child;
    }

    private string KeyNoun(Token noun, NumberExpression number)
    {
        var parts = new List<string>();
        var subtype = noun.Dep == "pobj" && Lemma(noun.Head) is "include" or "including";
        foreach (var child in noun.Lefts)
            if (child.Index >= number.Last && !IsDemonym(child) && ((subtype && child.Dep is "amod" or "compound") || child.Tag == "VBG")) parts.Add(child.Text.ToLowerInvariant());
        var word = Hyphened(noun) + Lemma(noun);
        var sort = metrics.SortOf(word);
        // "unmanned aerial vehicles": drones.
        if (sort == word && noun.Index > 0 && metrics.SortOf($"{Lemma(doc[noun.Index - 1])}_{word}") is var whole && !whole.EndsWith(word, StringComparison.Ordinal)) sort = whole;
        parts.Add(sort == word ? Hyphened(noun) + Plural(noun) : sort);
        var joined = string.Join('_', parts);
        var others = Seconds(noun).Select(Plural).Append(joined).Order(StringComparer.Ordinal).ToArray();
        return string.Join("_and_", others).Replace(' ', '_').Replace('-', '_');
    }

    private static string Plural(Token noun)
    {
        var word = noun.Text.ToLowerInvariant();
        if (Lemma(noun) is "person") return "people";
        if (Abbreviated(noun) is { } unit) return unit + "s";
        if (noun.Text.Length > 2 && noun.Text[^1] == 's' && noun.Text[..^1].All(char.IsUpper)) return word;
        if (noun.Tag is "NNS" or "NNPS" || Lemma(noun) is "people" or "staff" or "crew" or "aircraft" or "cattle" or "police" or "personnel" or "sheep" || word is "km" or "kph" or "mph" or "kg" or "cm") return word;
        if (word.EndsWith('y') && word.Length > 1 && !"aeiou".Contains(word[^2])) return word[..^1] + "ies";
        return word.EndsWith('s') || word.EndsWith("sh") || word.EndsWith("ch") || word.EndsWith('x') ? word + "es" : word + "s";
    }

    private static string PastParticiple(Token verb)
    {
        if (verb.Tag is "VBN") return verb.Text.ToLowerInvariant();
        var lemma = Lemma(verb);
        if (verb.Tag is "VBD" && verb.Text.EndsWith("ed", StringComparison.OrdinalIgnoreCase)) return verb.Text.ToLowerInvariant();
        return Irregular(lemma) ?? (lemma.EndsWith('e') ? lemma + "d" : lemma.EndsWith('y') && lemma.Length > 1 && !"aeiou".Contains(lemma[^2]) ? lemma[..^1] + "ied" : lemma + "ed");
    }

    private static string? Irregular(string lemma) => lemma switch
    {
        "send" => "sent",
        "build" => "built",
        "rebuild" => "rebuilt",
        "make" => "made",
        "find" => "found",
        "lose" => "lost",
        "win" => "won",
        "buy" => "bought",
        "sell" => "sold",
        "hold" => "held",
        "take" => "taken",
        "give" => "given",
        "bring" => "brought",
        "leave" => "left",
        "cut" => "cut",
        "hit" => "hit",
        "shoot" => "shot",
        "see" => "seen",
        "have" => "had",
        "get" => "got",
        "grow" => "grown",
        "know" => "known",
        "spend" => "spent",
        "pay" => "paid",
        "put" => "put",
        "read" => "read",
        "say" => "said",
        "tell" => "told",
        "keep" => "kept",
        "feed" => "fed",
        "fight" => "fought",
        "sink" => "sunk",
        "steal" => "stolen",
        "drive" => "driven",
        "fly" => "flown",
        "write" => "written",
        "set" => "set",
        "run" => "run",
        "come" => "come",
        "become" => "become",
        "speak" => "spoken",
        "fall" => "fallen",
        "go" => "gone",
        "cost" => "cost",
        "hear" => "heard",
        "shut" => "shut",
        "hurt" => "hurt",
        "break" => "broken",
        "choose" => "chosen",
        "eat" => "eaten",
        "freeze" => "frozen",
        "hide" => "hidden",
        "lead" => "led",
        "lend" => "lent",
        "let" => "let",
        "light" => "lit",
        "meet" => "met",
        "ride" => "ridden",
        "rise" => "risen",
        "sing" => "sung",
        "sit" => "sat",
        "sleep" => "slept",
        "spread" => "spread",
        "stand" => "stood",
        "strike" => "struck",
        "swear" => "sworn",
        "swim" => "swum",
        "teach" => "taught",
        "tear" => "torn",
        "think" => "thought",
        "throw" => "thrown",
        "wear" => "worn",
        "catch" => "caught",
        "cast" => "cast",
        "bear" => "borne",
        "beat" => "beaten",
        "begin" => "begun",
        "bind" => "bound",
        "bite" => "bitten",
        "draw" => "drawn",
        "drink" => "drunk",
        "forget" => "forgotten",
        _ => null,
    };
}
