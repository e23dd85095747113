using KnowledgeGraph.Extraction.Numbers;
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
        if (OfPronoun(number) is { } pronoun) return PartOf(number, pronoun, before);
        var found = BeforeVerb(number) ?? ReadAlone(number);
        return found is null || (found.Noun is null && !found.IsKnown) ? Elided(number, before) ?? found : found;
    }

    private CountedThing? ReadAlone(NumberExpression number)
    {
        var head = doc[number.Head];
        if (Magnitude(number) is { } magnitude) return magnitude;
        if (number.IsPercent) return Share(number);
        if (number.Currency is { } currency) return Sum(number, currency);
        var noun = UnitNoun(head, number);
        if (noun is { } below && IsBeyondLine(number, below)) noun = null;
        if (noun is { } unit && MeasureUnit(unit) is { } measure) return Unit(number, unit, measure);
        if (noun is null && head.Pos is "PRON") return null;
        // "one of the worst": no count.
        if (Lemma(head) == "one" && head.Pos != "NOUN" && (noun is null ? head.Dep != "dobj" : noun.Value.Dep == "pobj" && noun.Value.Index > head.Index + 1 && Lemma(noun.Value.Head) == "of")) return null;
        if (noun is { } counted && IsAnaphoric(counted, number)) return null;
        if (noun is null && NumberedNoun(head) is { } told) noun = told;
        var found = Count(number, noun);
        // "one" with no metric of its own is an article, not a count.
        return found is { IsKnown: false } && number.Value == 1 && Lemma(head) == "one" ? null : found;
    }

    public static bool IsDurationUnit(string lemma) => lemma is "second" or "minute" or "hour" or "day" or "week" or "month" or "year" or "decade";

    // ---------------------------------------------------------------- the counted noun

    private Token? UnitNoun(Token head, NumberExpression number)
    {
        // "240,000 square metre park": the unit stands right behind.
        if (number.Last + 1 < doc.Count && doc[number.Last].Text.ToLowerInvariant() is "square" && IsLength(Lemma(doc[number.Last + 1]))) return doc[number.Last + 1];
        // "hundreds of thousands of people": the last of the words for the number leads to what is counted.
        while (head.HeadIndex > head.Index && head.HeadIndex < number.Last) head = head.Head;
        if (number.Last - number.First == 1 && IsDurationUnit(Lemma(head)) && head.Pos == "NOUN") return head;   // "hour-long"
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
        while (noun.Dep == "compound" && noun.HeadIndex == noun.Index + 1 && IsNoun(noun.Head) && noun.Tag == "NNS") noun = noun.Head;
        return noun;
    }

    private static bool IsNoun(Token token) => token.Pos is "NOUN" or "PROPN";

    private static string Lemma(Token token) => token.Lemma.ToLowerInvariant();

    // A headline that ends with a number counts nothing of the line below it.
    private bool IsBeyondLine(NumberExpression number, Token noun)
    {
        for (var i = number.Last; i < noun.Index; i++)
            if (Mentions.NameFinder.IsBreak(doc[i])) return true;
        return false;
    }

    // "the two leaders" points back; it asserts no count.
    private bool IsAnaphoric(Token noun, NumberExpression number)
    {
        if (number.Value is not { } value || value > 12) return false;
        foreach (var child in noun.Children)
            if (child.Index < number.First && child.Dep is "det" && Lemma(child) is "the" or "both" or "these" or "those"
                && child.Index == number.QualifiedFirst - 1 && !noun.Children.Any(c => c.Dep is "acl" or "relcl")) return true;
        return false;
    }

    // "the number of drones could reach 1,000": what the number is of.
    private static Token? NumberedNoun(Token number)
    {
        // "rose to nine late on Thursday": the number hangs on the adverb.
        if (number.Dep == "nummod" && number.Head.Pos == "ADV") number = number.Head;
        if (number.Dep is not ("dobj" or "attr" or "pobj" or "npadvmod")) return null;
        var verb = number.Dep == "pobj" ? number.Head.Head : number.Head;
        foreach (var subject in verb.Children)
            if (subject.Dep is "nsubj" or "nsubjpass" or "dobj" && Lemma(subject) is "number" or "total" or "tally" or "count" && subject.Index < number.Index)
                foreach (var of in subject.Children)
                    if (of.Dep == "prep" && Lemma(of) == "of" && ObjectOf(of) is { } noun) return noun;
        return null;
    }

    // ---------------------------------------------------------------- measures

    private CountedThing? Magnitude(NumberExpression number)
    {
        for (var i = Math.Max(0, number.First - 3); i < Math.Min(doc.Count, number.Last + 2); i++)
            if (doc[i].Text.Equals("magnitude", StringComparison.OrdinalIgnoreCase) && number.Value is > 0 and < 12)
                return new("magnitude", "magnitude", number.Head, null, EventNounNear(doc[number.Head]), true) { Entry = metrics.OfKey("magnitude") };
        return null;
    }

    private static int? EventNounNear(Token token)
    {
        for (var at = token; !at.IsRoot; at = at.Head)
            if (IsNoun(at.Head) && !at.Head.Text.Equals("magnitude", StringComparison.OrdinalIgnoreCase)) return at.HeadIndex;
        return token.IsRoot ? null : token.HeadIndex;
    }

    private static bool IsLength(string lemma) => lemma is "km" or "kilometre" or "kilometer" or "mile" or "metre" or "meter" or "foot" or "yard" or "centimetre" or "centimeter";

    private string? MeasureUnit(Token unit) => Lemma(unit) switch
    {
        var lemma when IsDurationUnit(lemma) => "duration",
        var lemma when IsLength(lemma) => unit.Index > 0 && doc[unit.Index - 1].Text.Equals("square", StringComparison.OrdinalIgnoreCase) || unit.Children.Any(c => Lemma(c) == "square") ? "area" : "distance",
        "kph" or "mph" or "knot" => "speed",
        "degree" => "temperature",
        _ => null,
    };

    private CountedThing? Unit(NumberExpression number, Token unit, string measure)
    {
        var governor = Govern(unit);
        if (measure == "duration")
        {
            // "three years later", "two days before", "per day", "four times a year" say when or how often, not how long.
            if (unit.Index + 1 < doc.Count && doc[unit.Index + 1].Text.ToLowerInvariant() is "ago" or "later" or "earlier" or "before" or "after" or "old" or "on" or "since" or "from") return null;
            if (number.First > 0 && doc[number.First - 1].Text.ToLowerInvariant() is "every" or "per" or "each") return null;
            foreach (var child in unit.Children)
                if (child.Dep is "amod" or "advmod" or "prep" && Lemma(child) is "ago" or "later" or "earlier" or "old" or "past" or "last" or "next" or "recent") return null;
        }
        if (unit.Dep == "pobj" && Lemma(unit.Head) == "of" && Lemma(unit.Head.Head) == "age") return null;
        var noun = unit.Dep is "compound" or "amod" or "nmod" or "npadvmod" && IsNoun(unit.Head) ? unit.HeadIndex : governor?.Token.Index;
        var plural = Plural(unit);
        // One metric for both spellings of a unit.
        var key = plural.Replace(' ', '_');
        if (measure is "distance" or "area" && key.EndsWith("meters", StringComparison.Ordinal)) key = key[..^3] + "res";
        return new($"{measure}_{key}", plural, number.Head, unit.Index, noun, true) { IsMeasure = true, Lasting = measure == "duration" ? Lasting(unit) : null };
    }

    // "the debate lasted nine hours", "a debate of nine hours", "the nine-hour debate".
    private static int? Lasting(Token unit)
    {
        if (unit.Dep is "compound" or "amod" or "nmod" or "npadvmod" && IsNoun(unit.Head)) return unit.HeadIndex;
        if (unit.Dep == "pobj" && Lemma(unit.Head) == "of" && IsNoun(unit.Head.Head)) return unit.Head.HeadIndex;
        var verb = unit.Dep == "pobj" ? unit.Head.Head : unit.Head;
        if (Lemma(verb) is not ("last" or "take" or "continue" or "run" or "go")) return null;
        foreach (var child in verb.Children)
            if (child.Dep == "nsubj" && child.Pos == "NOUN") return child.Index;
        return null;
    }

    // ---------------------------------------------------------------- counts

    private CountedThing? Count(NumberExpression number, Token? noun)
    {
        var start = noun ?? doc[number.Head];
        var unit = noun is { } n ? UnitText(n, number) : "people";
        var lemma = noun is { } l ? Lemma(l) : "";
        // "MPs": an abbreviation keeps its plural.
        var people = noun is null || isPerson(lemma) || isPerson(lemma.TrimEnd('s'));
        // "119 votes against"
        if (lemma is "vote" && noun is { } ballots && AsideAt(ballots.Index + 1) is { } side && metrics.OfVerbWith("vote", true, [side]) is { } cast)
            return new(cast.Key, unit, number.Head, ballots.Index, Govern(ballots)?.Token.Index, true) { Entry = cast };

        // "19 deaths", "14 dead", "left five people dead"
        if (noun is { } named && metrics.OfNoun(lemma) is { Kind: not MetricKind.Measure } own)
        {
            var told = Govern(named);
            // "37 demonstrators were detained": what became of people says more than what they are called.
            if (people && own.Kind == MetricKind.People && told is { } fate && MetricOf(fate, people, unnamed: false) is { Kind: MetricKind.People } done && done != own)
                return new(done.Key, unit, number.Head, named.Index, fate.Token.Index, true) { Entry = done };
            return new(Further(number) + own.Key, own.Kind == MetricKind.People ? "people" : unit, number.Head, named.Index, told?.Token.Index, true) { Entry = own, IsPart = IsPartOfThose(named, number) };
        }
        if (noun is null && IsPartOfState(number) && metrics.OfNoun(doc[number.Last + 2].Text.ToLowerInvariant()) is { } those)
            return new(those.Key, "people", number.Head, null, Govern(start)?.Token.Index, true) { Entry = those, IsPart = true };
        if (AdjectiveAfter(start, number) is { } state) return new(Further(number) + state.Metric.Key, noun is null ? "people" : unit, number.Head, noun?.Index, state.Token.Index, true) { Entry = state.Metric };

        if (Participle(start, people, noun is null) is { } reduced) return Named(reduced.Metric, reduced.Token);
        var governing = Govern(start);
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
            if (found.Token.Pos is "VERB" && found.Role is Role.Patient or Role.Subject && !IsBland(Lemma(found.Token)))
                return new($"{KeyNoun(noun.Value, number)}_{PastParticiple(found.Token)}", unit, number.Head, noun.Value.Index, found.Token.Index, false);
            return new(KeyNoun(noun.Value, number), unit, number.Head, noun.Value.Index, found.Token.Index, false);
        }
        return noun is { } bare ? new(KeyNoun(bare, number), unit, number.Head, bare.Index, null, false) : null;

        CountedThing Named(Metric metric, Token by) => new(
            (metric.Kind == MetricKind.Things && metric.Key != "jobs_cut" || noun is { } member && IsMember(member, number)) && noun is { } thing ? $"{KeyNoun(thing, number)}_{metric.Key}" : Further(number) + metric.Key,
            unit, number.Head, noun?.Index, by.Index, true)
        { Entry = metric, IsPart = metric.Kind == MetricKind.People && IsPartOfState(number) };
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
        var metric = governing.Role switch
        {
            Role.Patient => With(false) ?? metrics.OfVerb(lemma, isSubject: false) ?? With(true) ?? metrics.OfVerb(lemma, isSubject: true),
            Role.Subject => With(true) ?? metrics.OfVerb(lemma, isSubject: true),
            _ => null,
        };
        return Fits(metric, people, unnamed) ? metric : null;

        Metric? With(bool isSubject) => metrics.OfVerbWith(lemma, isSubject, Beside(governing.Token));
    }

    // The verb's object, particles and prepositions, and what stands behind these.
    private static List<string> Beside(Token verb)
    {
        var words = new List<string>();
        foreach (var child in verb.Children)
        {
            if (child.Dep is "dobj" or "nsubjpass") words.Add(Lemma(child));
            if (child.Dep is not ("prep" or "prt" or "advmod" or "advcl" or "acomp") || child.Index < verb.Index) continue;
            words.Add(child.Text.ToLowerInvariant());
            foreach (var below in child.Children)
                if (below.Dep == "pobj") words.Add(Lemma(below));
        }
        return words;
    }

    // Verbs that tell nothing of what they count.
    private static bool IsBland(string lemma) => lemma is "be" or "have" or "get" or "include" or "say" or "call" or "see" or "need" or "want" or "hope" or "become" or "make" or "do" or "tell" or "reach" or "spend";

    private static bool Fits(Metric? metric, bool people, bool unnamed) => metric is not null
        && (metric.Kind == MetricKind.People ? people : metric.Kind == MetricKind.Things && !people && !unnamed);

    // A verb with its particle ("shoot_down") where the vocabulary has it.
    private string VerbLemma(Token verb)
    {
        var lemma = Lemma(verb);
        foreach (var child in verb.Children)
            if (child.Dep is "prt" or "advmod" && child.Index > verb.Index)
            {
                var joined = $"{lemma}_{Lemma(child)}";
                if (metrics.OfVerb(joined, false) is not null || metrics.OfVerb(joined, true) is not null) return joined;
            }
        return lemma;
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
        }
        return null;
    }

    // "14 dead", "23 wounded", "three still missing": an adjective right after the number or its noun.
    private (Metric Metric, Token Token)? AdjectiveAfter(Token noun, NumberExpression number)
    {
        for (var i = Math.Max(noun.Index, number.Last - 1) + 1; i < Math.Min(doc.Count, Math.Max(noun.Index, number.Last - 1) + 4); i++)
        {
            if (doc[i].Text.ToLowerInvariant() is "still" or "are" or "were" or "is" or "was" or "others") continue;
            if (doc[i].Pos is "ADJ" or "VERB" or "NOUN" && doc[i].Text.ToLowerInvariant() is "dead" or "injured" or "wounded" or "missing" or "hurt" or "displaced"
                && metrics.OfNoun(doc[i].Text.ToLowerInvariant()) is { } metric) return (metric, doc[i]);
            break;
        }
        return null;
    }

    // The verb or noun that the counted noun is an argument of.
    private Governing? Govern(Token token)
    {
        for (var (at, steps) = (token, 0); steps < 8; steps++)
        {
            if (at.IsRoot) return null;
            var head = at.Head;
            switch (at.Dep)
            {
                case "nsubjpass":
                    return new(head, Role.Patient, null);
                case "nsubj":
                    return new(head, head.Tag == "VBN" && head.Dep is "ccomp" or "oprd" or "acomp" or "xcomp" ? Role.Patient : Role.Subject, null);
                case "dobj" or "dative" or "oprd":
                    return new(head, Role.Patient, CarriedBy(head, token));
                case "attr":
                    return new(head, Role.Other, CarriedBy(head, token));
                case "conj" or "appos" or "nummod" or "quantmod" or "nmod" or "compound" or "npadvmod" or "amod":
                    if (at.Dep is "compound" or "nmod" or "npadvmod" && IsNoun(head)) return new(head, Role.Other, null);
                    if (head.Pos is "VERB" && at.Dep is "npadvmod") return new(head, Role.Other, null);
                    at = head;
                    continue;
                case "pobj":
                    var preposition = head;
                    if (preposition.IsRoot) return null;
                    var above = preposition.Head;
                    if (preposition.Dep == "agent") return new(above, Role.Subject, null);
                    if (Lemma(preposition) is "include" or "including" or "of" && IsNoun(above) || above.Pos is "NUM")
                    {
                        if (metrics.OfNoun(Lemma(above)) is { Kind: MetricKind.People } carried) return new(above, Role.Other, carried);
                        if (metrics.OfVerb(Lemma(above), false) is not null) return new(above, Role.Patient, null);
                        at = above;
                        continue;
                    }
                    return new(above, Role.Other, above.Pos is "VERB" or "AUX" ? CarriedBy(above, token) : metrics.OfNoun(Lemma(above)));
                default:
                    return at.Pos is "VERB" ? new(at, Role.Patient, null) : null;
            }
        }
        return null;
    }

    // "the death toll rose to 19", "put the number of dead at 19", "casualties stood at 14": the verb's subject or object carries the metric.
    private Metric? CarriedBy(Token verb, Token number)
    {
        foreach (var child in verb.Children)
        {
            if (child.Dep is not ("nsubj" or "nsubjpass" or "dobj") || child.Index == number.Index) continue;
            if (metrics.OfNoun(Lemma(child)) is { } metric) return metric;
            foreach (var below in child.Children)
            {
                if (below.Dep == "compound" && metrics.OfNoun(Lemma(below)) is { } compound) return compound;
                if (below.Dep == "prep" && Lemma(below) == "of")
                    foreach (var pobj in below.Children)
                        if (metrics.OfNoun(Lemma(pobj)) is { } inside) return inside;
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
        parts.Add(Plural(noun));
        var joined = string.Join('_', parts);
        // What people live in goes by several names.
        if (joined is "homes" or "dwellings") joined = "houses";
        var others = Seconds(noun).Select(Plural).Append(joined).Order(StringComparer.Ordinal).ToArray();
        return string.Join("_and_", others).Replace(' ', '_').Replace('-', '_');
    }

    private static string Plural(Token noun)
    {
        var word = noun.Text.ToLowerInvariant();
        if (Lemma(noun) is "person") return "people";
        if (noun.Text.Length > 2 && noun.Text[^1] == 's' && noun.Text[..^1].All(char.IsUpper)) return word;
        if (noun.Tag is "NNS" or "NNPS" || Lemma(noun) is "people" || word is "km" or "kph" or "mph" or "kg" or "cm") return word;
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
        _ => null,
    };
}
