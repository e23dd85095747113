using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Numbers that leave out what they count because it was said before: "two of them", "unions put the figure at 45,000".</summary>
internal sealed partial class MetricReader
{
    private const int FarthestSentence = 2;
    private const decimal FarthestSize = 25;

    // Tokens from what happened once more to the time within which it did.
    private const int FarthestSince = 6;

    // "two of them were intercepted", "53 of whom": where the pronoun stands.
    private Token? OfPronoun(NumberExpression number)
    {
        if (number.Last + 1 >= doc.Count || Lemma(doc[number.Last]) != "of") return null;
        var pronoun = doc[number.Last + 1];
        return pronoun.Text.ToLowerInvariant() is "them" or "whom" or "which" or "these" or "those" or "us" ? pronoun : null;
    }

    private CountedThing? PartOf(NumberExpression number, Token pronoun, IReadOnlyList<ReadNumber> before)
    {
        // "There are 900 of us here."
        if (pronoun.LowerText() == "us") return new("people", "people", number.Head, null, Govern(doc[number.Head])?.Token.Index, false);
        if (Last(number, before, read => (read.Counted.Noun is not null || read.Counted.Entry is { Kind: MetricKind.People }) && !read.Counted.IsMeasure && read.Counted.Entry is not { Kind: MetricKind.Measure or MetricKind.Money }) is not { } whole)
            // "Twenty-five of them were arrested", of a number that nobody gave.
            return Govern(doc[number.Head]) is { } fate && MetricOf(fate, people: true, unnamed: true) is { Kind: MetricKind.People } own ? new(own.Key, "people", number.Head, null, fate.Token.Index, true) { Entry = own } : null;
        // "seven of those who died"
        if (pronoun.LowerText() == "those" && Participle(pronoun, people: true, unnamed: true) is { } those) return new(those.Metric.Key, "people", number.Head, null, those.Token.Index, true) { Entry = those.Metric, IsPart = true };
        var people = whole.Counted.Noun is not { } of || isPerson(Lemma(doc[of]));
        if (people && Behind(pronoun) is { Count: > 0 } behind && metrics.OfNounWith("people", behind) is { Kind: MetricKind.People } serious)
            return new(serious.Key, whole.Counted.Unit, number.Head, null, whole.Counted.Governor, true) { Entry = serious };
        // "14 of them children": those are told of as the whole is.
        if (pronoun.Index + 1 < doc.Count && Whole(doc[pronoun.Index + 1]) is { Pos: "NOUN" } sort)
        {
            if (isPerson(Lemma(sort)) && whole.Counted.Entry is { Kind: MetricKind.People } or null) return new(WithFate(SortKey(sort, number), whole.Counted.Entry), Plural(sort), number.Head, sort.Index, whole.Counted.Governor, whole.Counted.Entry is not null) { Entry = whole.Counted.Entry };
            if (!people && whole.Counted.Entry is { Kind: MetricKind.Things } done) return new(WithFate(KeyNoun(sort, number), done), Plural(sort), number.Head, sort.Index, whole.Counted.Governor, true) { Entry = done };
        }
        if (Govern(doc[number.Head]) is { } governing && governing.Token.Index != whole.Counted.Governor && MetricOf(governing, people, unnamed: false) is { } metric)
            return new(metric.Kind == MetricKind.Things && whole.Counted.Noun is { } thing ? WithFate(KeyNoun(doc[thing], whole.Number), metric) : metric.Key, whole.Counted.Unit, number.Head, null, governing.Token.Index, true) { Entry = metric, IsPart = metric == whole.Counted.Entry };
        // "53 of them in the capital": the same was counted, of a part; "one of them" tells of somebody.
        return number.Value != 1 || pronoun.Index + 1 < doc.Count && doc[pronoun.Index + 1].Dep == "prep" ? whole.Counted with { Number = number.Head, IsPart = true } : null;
    }

    private static string WithFate(string sort, Metric? fate) => fate is null ? sort : $"{sort}_{fate.Key}";

    // "police officers", from its first word.
    private static Token Whole(Token noun) => noun.Dep == "compound" && noun.HeadIndex > noun.Index ? noun.Head : noun;

    private string SortKey(Token sort, NumberExpression number) => NounMetric(sort) is { IsApart: true } group ? group.Key : KeyNoun(sort, number);

    // "in a critical condition" behind "of them".
    private List<string> Behind(Token pronoun)
    {
        var words = new List<string>();
        for (var at = pronoun.Index + 1; at < Math.Min(doc.Count, pronoun.Index + 5) && (doc[at].Dep is "prep" or "det" or "amod" or "pobj" || doc[at].Tag == "RB"); at++)
            words.Add(doc[at].Tag == "RB" && doc[at].LowerText() is var how && how.EndsWith("ally", StringComparison.Ordinal) ? how[..^2] : Lemma(doc[at]));
        return words;
    }

    // "Of the 412 drones that were sent, 361 were shot down", "Of the dead, 16 came from one street": what is counted stands in front.
    private CountedThing? OfFronted(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        var head = doc[number.Head];
        if (number.IsPercent || number.Currency is not null || UnitNoun(head, number) is not null || Govern(head) is not { } governing) return null;
        for (var at = head.Sentence.Start; at < number.First; at++)
        {
            if (doc[at].LowerText() != "of" || doc[at].Dep != "prep" || doc[at].HeadIndex < at || doc[at].ChildWith("pobj") is not { } whole || whole.Index >= number.First) continue;
            if (metrics.OfNoun(whole.LowerText(), IsOfPeople) is { } state && !(IsNoun(whole) && isPerson(Lemma(whole))))
                return MetricOf(governing, people: true, unnamed: false) is { Kind: MetricKind.People } other && other != state
                    ? new(other.Key, "people", number.Head, null, governing.Token.Index, true) { Entry = other }
                    : new(state.Key, "people", number.Head, null, governing.Token.Index, true) { Entry = state, IsPart = true };
            var counted = IsNoun(whole) ? whole : Last(number, before, read => read.Counted.Noun is not null && !read.Counted.IsMeasure) is { Counted.Noun: { } told } ? doc[told] : whole;
            if (!IsNoun(counted) || MeasureUnit(counted) is not null) return null;
            if (MetricOf(governing, isPerson(Lemma(counted)), unnamed: false) is { } metric)
                return new(metric.Kind == MetricKind.Things ? WithFate(KeyNoun(counted, number), metric) : metric.Key, Plural(counted), number.Head, counted.Index, governing.Token.Index, true) { Entry = metric };
            return new(KeyNoun(counted, number), Plural(counted), number.Head, counted.Index, governing.Token.Index, false) { IsPart = true };
        }
        return null;
    }

    // "houses: 2,900 destroyed and 5,200 damaged"
    private CountedThing? ThingsBehind(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number.IsPercent || number.Currency is not null || number.Last >= doc.Count || doc[number.Last] is not { Tag: "VBN" or "VBD" } verb || UnitNoun(doc[number.Head], number) is not null) return null;
        return Last(number, before, read => read.Counted.Noun is not null) is { Counted: { Noun: { } told, IsMeasure: false } } && !isPerson(Lemma(doc[told])) && MetricOf(new(verb, Role.Patient, null), people: false, unnamed: false) is { Kind: MetricKind.Things } done
            ? new(WithFate(KeyNoun(doc[told], number), done), Plural(doc[told]), number.Head, null, verb.Index, true) { Entry = done } : null;
    }

    // "460 got away", "41 were in custody": people, of whom nothing more is said, or what was counted before ("the defences downed 38").
    private CountedThing? Bare(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        var head = doc[number.Head];
        if (number.IsPercent || number.Currency is not null || number.Value is not > 1 || head.Pos != "NUM" && Lemma(head) != "dozen" || UnitNoun(head, number) is not null) return null;
        if (WholeOf(number, before) is { } all) return all;
        if (head.Dep is not ("nsubj" or "nsubjpass" or "dobj") || Govern(head) is not { Token: { Pos: "VERB" or "AUX" } verb } governing) return null;
        if (Last(number, before, read => read.Counted.Noun is not null && !read.Counted.IsMeasure && !read.Number.IsPercent && read.Number.Currency is null) is { Counted.Noun: { } told } && !isPerson(Lemma(doc[told])))
            return MetricOf(governing, people: false, unnamed: false) is { Kind: MetricKind.Things } done
                ? new(Further(number) + WithFate(KeyNoun(doc[told], number), done), Plural(doc[told]), number.Head, null, verb.Index, true) { Entry = done } : null;
        return head.Dep == "dobj" ? null : new("people", "people", number.Head, null, verb.Index, false);
    }

    // "seventeen cameras were working, of the 38 that there are", "11 stations out of 15,812": so many there are of what was counted.
    private CountedThing? WholeOf(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number.First < 2 || (doc[number.First - 2].LowerText(), doc[number.First - 1].LowerText()) is not (("of", "the") or ("out", "of")) || number.Last < doc.Count && IsNoun(doc[number.Last])) return null;
        return Last(number, before, _ => true) is { Counted: { Noun: { } part, IsMeasure: false }, Number: { Value: { } some } told } && some < number.Value && doc.SentenceIndexOf(told.Head) == doc.SentenceIndexOf(number.Head)
            ? new(KeyNoun(doc[part], told), Plural(doc[part]), number.Head, null, null, false) : null;
    }

    // "A ninth victim was found", "the third person to die", "the eighth election since 2021": so many there are by then.
    private CountedThing? Nth(NumberExpression number)
    {
        var place = doc[number.Head];
        if (place.Dep != "amod" || !IsNoun(place.Head) || place.HeadIndex < place.Index || Lemma(place.Head) == "time" || MeasureUnit(place.Head) is not null) return null;
        var noun = Named(place.Head);
        var people = isPerson(Lemma(noun));
        var own = NounMetric(noun);
        var isAnother = noun.Children.Any(child => child.Dep == "det" && child.LowerText() is "a" or "an");
        if (isAnother && own is { Kind: MetricKind.People }) return new(own.Key, "people", number.Head, noun.Index, Govern(noun)?.Token.Index, true) { Entry = own };
        if (people)
        {
            var fate = noun.Children.Where(child => child.Dep is "relcl" or "acl" && child.Children.Any(to => to.Tag == "TO")).Select(child => (Metric: MetricOf(new(child, Role.Subject, null), people: true, unnamed: false), Token: child)).FirstOrDefault();
            if (fate.Metric is null && isAnother && Count(number, noun) is { Entry: { Kind: MetricKind.People } counted } became && counted != own) return became;
            return fate.Metric is { Kind: MetricKind.People } done ? new(done.Key, "people", number.Head, noun.Index, fate.Token.Index, true) { Entry = done } : null;
        }
        for (var at = noun.Index + 1; at < Math.Min(noun.Index + FarthestSince, noun.Sentence.End); at++)
            if (doc[at].LowerText() == "since" || doc[at].LowerText() == "in" && Enumerable.Range(at + 1, FarthestSince).Any(years => years < noun.Sentence.End && doc[years].LowerText() is "years" or "decades"))
                return new(KeyNoun(noun, number), Plural(noun), number.Head, noun.Index, Govern(noun)?.Token.Index, false);
        return null;
    }

    // "Eleven were minors", after the number of all.
    private CountedThing? OfSort(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        var head = doc[number.Head];
        if (Lemma(head) == "one" && number.Value == 1 || head.Dep != "nsubj" || Lemma(head.Head) != "be" || head.Head.Children.FirstOrDefault(child => child.Dep == "attr") is not { Doc: not null, Pos: "NOUN" } sort || !isPerson(Lemma(sort))) return null;
        return Last(number, before, read => read.Counted.Entry is { Kind: MetricKind.People }) is { Counted: { Entry: { } fate } counted }
            ? new($"{SortKey(sort, number)}_{fate.Key}", Plural(sort), number.Head, sort.Index, counted.Governor, true) { Entry = fate } : null;
    }

    // "including 62,000 in the capital", "The prefecture counted 23,000", "gave a figure of 410,000", "116 in favour".
    private CountedThing? Elided(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (IsNoun(doc[number.Head]) && number.Value is null || Lemma(doc[number.Head]) == "one") return null;
        var head = doc[number.Head];
        if (number.Currency is { } currency)
            return (IsFigure(Govern(head)?.Token) || IsReckoning(Govern(head)?.Token))
                && Last(number, before, read => read.Number.Currency == currency && read.Counted.Entry is not null && AreNear(read.Number, number)) is { } sum ? sum.Counted with { Number = number.Head } : null;
        if (number.IsPercent)
            return IsFigure(Govern(head)?.Token) && Last(number, before, read => read.Number.IsPercent && read.Counted.Entry is not null) is { } share ? share.Counted with { Number = number.Head } : null;
        if (Last(number, before, read => !read.Number.IsPercent && read.Number.Currency is null && !read.Counted.IsMeasure && read.Counted.Entry is not { Kind: MetricKind.Measure or MetricKind.Money } && AreNear(read.Number, number)) is not { } told) return null;
        var sameSentence = doc.SentenceIndexOf(told.Number.Head) == doc.SentenceIndexOf(number.Head);
        if (sameSentence && told.Counted.Governor is { } verb && Aside(number) is { } aside
            && (metrics.OfVerbWith(Lemma(doc[verb]), true, [aside], IsOfPeople) ?? (told.Counted.Entry is null ? null : metrics.OfVerbWith("vote", true, [aside], IsOfPeople))) is { } other && other != told.Counted.Entry)
            return told.Counted with { Number = number.Head, Metric = other.Key, Entry = other };
        var governing = Govern(head)?.Token;
        // "will be closer to 900"
        if (governing is { Pos: "ADV" or "ADJ", IsRoot: false } near) governing = near.Head;
        // "its own figure of 900"
        if (head.Dep == "pobj" && Lemma(head.Head) == "of" && IsFigureNoun(head.Head.Head)) governing = head.Head.Head;
        // "6,200 posts will go, 4,150 in Germany"
        if (sameSentence && IsIn(number.Last) && doc[number.Last].Dep == "prep" && number.QualifiedFirst > 0 && doc[number.QualifiedFirst - 1].Text is "," or ";" or "–" or "—" && (number.Value ?? 0) <= (told.Number.Value ?? 0)) return told.Counted with { Number = number.Head, IsPart = true };
        if (sameSentence && (IsIncluded(head) || Joins(head, told))) return told.Counted with { Number = number.Head, IsPart = IsIncluded(head) };
        if (governing is { } by && (IsReckoning(by) || IsFigure(by) || IsThereAre(head, by)) || IsAccount(head)) return told.Counted with { Number = number.Head, IsPart = false };
        return null;
    }

    // "According to the organisers, there were 900."
    private static bool IsThereAre(Token number, Token verb) => number.Dep == "attr" && Lemma(verb) == "be" && verb.Children.Any(child => child.Dep == "expl");

    // "According to the police, 900."
    private bool IsAccount(Token number) => number.IsRoot && doc[number.Sentence.Start].LowerText() == "according";

    // The nearest number before, of this sentence or the two before it, that meets the condition.
    private ReadNumber? Last(NumberExpression number, IReadOnlyList<ReadNumber> before, Func<ReadNumber, bool> condition)
    {
        var sentence = doc.SentenceIndexOf(number.Head);
        for (var i = before.Count - 1; i >= 0 && sentence - doc.SentenceIndexOf(before[i].Number.Head) <= FarthestSentence; i--)
            if (condition(before[i])) return before[i];
        return null;
    }

    private static bool AreNear(NumberExpression one, NumberExpression other)
    {
        decimal a = one.Value ?? one.Low ?? one.High ?? 0, b = other.Value ?? other.Low ?? other.High ?? 0;
        return a > 0 && b > 0 && Math.Max(a, b) <= FarthestSize * Math.Min(a, b);
    }

    private static bool IsIncluded(Token number) => number.Dep == "pobj" && Lemma(number.Head) is "include" or "including";

    // "killed 12 and wounded 31" tells of two things; "410,000 in the country and 62,000 in the capital" of one.
    private bool Joins(Token number, ReadNumber told)
    {
        if (number.Dep == "conj" && (number.Head.Index == told.Number.Head || number.Head.Index == told.Counted.Noun)) return true;
        var before = number.Index - 1;
        while (before > told.Number.Head && doc[before].Dep is "advmod" or "quantmod" or "det" or "amod") before--;
        if (doc[before].Pos == "ADP" && before > 0) before--;
        return Lemma(doc[before]) is "and" or "against" or "but" || number.Dep == "pobj" && Lemma(number.Head) == "against";
    }

    // The word after the number that tells its side: "in favour", "against".
    private string? Aside(NumberExpression number) => AsideAt(number.Last);

    private string? AsideAt(int index)
    {
        if (index >= doc.Count) return null;
        var next = Lemma(doc[index]);
        return next is "in" && index + 1 < doc.Count ? Lemma(doc[index + 1]) : next is "for" or "against" ? next : null;
    }

    // "116 members backed it and 119 opposed it", where the parser saw no subject in the number: the verb right behind it.
    private CountedThing? BeforeVerb(NumberExpression number)
    {
        if (number.Currency is not null || number.IsPercent || number.Last >= doc.Count) return null;
        var verb = doc[number.Last];
        // "Ferry sinks, 21 drown": a headline's last word, which the parser takes for a noun.
        if (verb.Tag is "NN" or "NNS" or "VB" or "VBP" && (number.Last + 1 >= doc.Count || doc[number.Last + 1].IsSpace || doc[number.Last + 1].Pos == "PUNCT")
            && metrics.OfVerb(verb.LowerText(), true, IsOfPeople) is { } ends && metrics.OfNoun(verb.LowerText(), _ => true) is null && isPerson(Lemma(verb)) is false)
            return new(ends.Key, "people", number.Head, null, verb.Index, true) { Entry = ends };
        if (verb.Tag is not ("VBD" or "JJ")) return null;
        Metric? As(Role role) => MetricOf(new(verb, role, null), people: true, unnamed: true);
        // "Of the 40 found guilty": nobody who found them is named.
        var isDoneToThem = verb.HasChild("oprd") && !verb.HasChild("nsubj", "dobj");
        var found = verb.Tag == "VBD" ? As(Role.Subject) ?? (isDoneToThem ? As(Role.Patient) : null)
            : verb.Text.EndsWith("ed", StringComparison.Ordinal) ? metrics.OfVerb(verb.Text[..^2], isSubject: true, IsOfPeople) : null;
        return found is { Kind: MetricKind.People } metric
            ? new(metric.Key, "people", number.Head, null, verb.Index, true) { Entry = metric } : null;
    }

    private static bool IsReckoning(Token? governing) => governing is { } verb && CountingVerbs.Contain(Lemma(verb));

    // "the true figure was above 60", "gave a figure of 410", "put the number at 45".
    private static bool IsFigure(Token? governing)
    {
        if (governing is not { } token) return false;
        if (IsFigureNoun(token)) return true;
        foreach (var child in token.Children)
            if (child.Dep is "nsubj" or "nsubjpass" or "dobj" && IsFigureNoun(child)) return true;
        return false;
    }

    private static bool IsFigureNoun(Token token) => Lemma(token) is "figure" or "number" or "total" or "count" or "estimate" or "tally" or "share" or "rate" or "proportion" && IsNoun(token);

    // "nine in ten trains"
    private bool IsRatio(NumberExpression number) => !number.IsPercent && (
        IsIn(number.Last) && number.Last + 1 < doc.Count && doc[number.Last + 1].Tag == "CD" && number.Last + 2 < doc.Count && doc[number.Last + 1].Text.Length <= 7 && doc[number.Last + 2].Pos is "NOUN" or "ADJ" or "ADV" && number.Value <= 10
        || IsIn(number.First - 1) && number.First >= 2 && doc[number.First - 2].Tag == "CD" && number.Value <= 100);

    private bool IsIn(int at) => at >= 0 && at < doc.Count && doc[at].Text.Equals("in", StringComparison.OrdinalIgnoreCase);

    private bool IsOthers(NumberExpression number) =>
        number.Last < doc.Count && Lemma(doc[number.Last]) is "other" or "others" || number.QualifiedFirst > 0 && Lemma(doc[number.QualifiedFirst - 1]) is "another" or "other" || number.First > 0 && Lemma(doc[number.First - 1]) is "another" or "other";

    // "five more bodies", "another 12 people": not all of them. Kept apart from the count of all.
    private string Further(NumberExpression number)
    {
        var after = number.Last < doc.Count ? Lemma(doc[number.Last]) : "";
        var ahead = number.QualifiedFirst > 0 ? Lemma(doc[number.QualifiedFirst - 1]) : "";
        var inner = number.First > 0 ? Lemma(doc[number.First - 1]) : "";
        return after is "more" or "other" or "others" or "additional" or "further" || ahead is "another" or "further" or "additional" or "other" || inner is "another" or "further" or "additional" or "other" ? "further_" : "";
    }

    // "nine of the dead", "four of the victims".
    private bool IsPartOfThose(Token noun, NumberExpression number) =>
        noun.Dep == "pobj" && Lemma(noun.Head) == "of" && noun.HeadIndex > number.Head && noun.Children.Any(child => child.Dep is "det" or "poss");

    // "nine of the dead", where "dead" is no noun to the parser.
    private bool IsPartOfState(NumberExpression number) =>
        number.Last + 2 < doc.Count && Lemma(doc[number.Last]) == "of" && doc[number.Last + 1].Pos == "DET" && doc[number.Last + 2].Text.ToLowerInvariant() is "dead" or "injured" or "wounded" or "missing" or "victims" or "casualties";

    // "46 wounded people were brought in".
    private Metric? Hurt(Token noun, NumberExpression number)
    {
        foreach (var child in noun.Lefts)
            if (child.Index >= number.Last && child.Text.ToLowerInvariant() is "wounded" or "injured" or "missing" or "displaced" && metrics.OfNoun(child.Text.ToLowerInvariant(), IsOfPeople) is { } metric) return metric;
        return null;
    }
}
