using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Times;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>What the claims of an article are read from: the language view, and what was found before.</summary>
/// <param name="IsProse">Whether the token stands in text that yields facts.</param>
/// <param name="EventOf">The event that the token evokes, if any.</param>
/// <param name="SourceOf">Id of the local entity that says the token's words; null where the article says them itself.</param>
/// <param name="EntityAt">The entity that the token mentions, if any.</param>
/// <param name="IsPerson">Whether a noun lemma names persons.</param>
public sealed record ClaimContext(
    Doc Doc,
    TimeIndex Times,
    Func<int, bool> IsProse,
    Func<int, Event?> EventOf,
    Func<int, string?> SourceOf,
    Func<int, LocalEntity?> EntityAt,
    Func<string, bool> IsPerson)
{
    /// <summary>All happenings of the article.</summary>
    public IReadOnlyList<Event> Events { get; init; } = [];

    /// <summary>When the article appeared, where that is known.</summary>
    public PartialDate? Published { get; init; }

    /// <summary>All entities of the article.</summary>
    public IReadOnlyList<LocalEntity> Entities { get; init; } = [];
}

/// <summary>Turns the numbers of an article into claims: what was counted, of which happening, how exactly, by whom.</summary>
public sealed class ClaimExtractor(MetricVocabulary metrics)
{
    private const double KnownMetricConfidence = 0.85;
    private const double OtherMetricConfidence = 0.6;

    // No unit of time: a life is not compared with what lasted.
    private const string AgeUnit = "years old";

    /// <summary>The claims in text order, of ages after all others; ids <c>c0</c>, <c>c1</c>, ...</summary>
    public IReadOnlyList<Claim> Extract(ClaimContext context)
    {
        var doc = context.Doc;
        var reader = new MetricReader(doc, metrics, context.IsPerson);
        var found = new List<Claim>();
        var before = new List<ReadNumber>();
        var events = new ClaimEvents(context);
        var sources = new ClaimSources(context);
        var holders = new ClaimHolders(context);
        var numbers = new NumberFinder(doc, token => IsDate(context, token), context.IsPerson).Find();
        var scopes = new ClaimScopes(context, numbers);
        var seen = new HashSet<(string?, string, decimal?, decimal?, decimal?, Qualifier, string?)>();
        foreach (var (index, number) in numbers.Index())
        {
            if (!context.IsProse(number.Head)) continue;
            if (reader.Read(number, before) is not { } counted) continue;
            before.Add(new(number, counted));
            var governor = counted.Governor;
            var happening = events.Of(counted);
            var scope = scopes.Of(index, counted);
            var source = context.SourceOf(number.First) ?? sources.Of(number);
            // A governor of another sentence lends what is counted, not its words.
            if (governor is { } lent && doc.SentenceIndexOf(lent) != doc.SentenceIndexOf(number.Head)) governor = null;
            var first = Math.Min(number.QualifiedFirst, Math.Min(governor ?? number.First, counted.Noun ?? number.First));
            var last = Math.Max(number.Last - 1, Math.Max(governor ?? 0, counted.Noun ?? 0));
            var sentence = doc[number.Head].Sentence;
            (first, last) = (Math.Max(first, sentence.Start), Math.Min(last, sentence.End - 1));
            if (happening is null && counted.Lasting is { } lasting && events.MostTold() is { } told)
            {
                // What no happening is known by is known by its noun.
                happening = told;
                counted = counted with { Metric = $"{doc[lasting].Lemma.ToLowerInvariant()}_{counted.Metric}" };
            }
            happening ??= events.Main(counted);
            counted = Launched(context, Sensible(doc, counted, number.Value, happening), happening);
            // A part that is limited to a place is that place's number; any other is no number of the whole.
            var metric = counted.Metric + Means(context, counted) + (counted.IsPart && scope is null ? "_in_part" : "");
            if (counted.Entry is { HasHolder: true } && holders.Of(counted) is { } holder) metric += "/" + holder;
            if (!seen.Add((happening?.Id, metric, number.Value, number.Low, number.High, number.Qualifier, source))) continue;
            found.Add(new Claim(
                $"c{found.Count}",
                happening?.Id,
                metric,
                number.Value * counted.Scale,
                number.Low * counted.Scale,
                number.High * counted.Scale,
                number.Qualifier,
                counted.Unit,
                scope,
                AsOf(context, governor),
                source,
                governor is { } verb && IsNegated(doc[verb]),
                new TextSpan(doc[number.First].Start, doc[number.Last - 1].End),
                new Evidence(
                    new TextSpan(doc[first].Start, doc[last].End),
                    new TextSpan(sentence.StartChar, sentence.EndChar),
                    counted.IsKnown ? KnownMetricConfidence : OtherMetricConfidence)));
        }
        foreach (var age in PersonAges.Of(context))
        {
            var metric = "age/" + holders.Key(age.Person);
            var happening = events.Main(new(metric, AgeUnit, age.Number, null, null, true));
            var source = context.SourceOf(age.Number);
            if (!seen.Add((happening?.Id, metric, age.Years, null, null, Qualifier.Exact, source))) continue;
            var sentence = doc[age.Number].Sentence;
            found.Add(new Claim($"c{found.Count}", happening?.Id, metric, age.Years, null, null, Qualifier.Exact, AgeUnit, null, null, source, false, new TextSpan(doc[age.Number].Start, doc[age.Number].End),
                new Evidence(new TextSpan(doc[Math.Min(age.Name, age.Number)].Start, doc[Math.Max(age.Name, age.Number)].End), new TextSpan(sentence.StartChar, sentence.EndChar), KnownMetricConfidence)));
        }
        return found;
    }

    // "took 52 percent" is of votes in an election alone, "52 cases" of the infected where people fall ill.
    private static CountedThing Sensible(Doc doc, CountedThing counted, decimal? number, Event? happening) => counted switch
    {
        { Entry.Key: "vote_share", IsNamed: false } when happening is null || !counted.Entry.Kinds.Contains(happening.Kind) => counted with { Metric = "percent", Entry = null },
        { Entry.Key: "infected", Noun: not null } when happening is not null && happening.Kind != "casualty" && !counted.Entry.Kinds.Contains(happening.Kind) => counted with { Metric = "cases", Entry = null },
        // Those whom a fraud robs live, and so do most whom a flood makes victims.
        { Entry.Key: "killed", Noun: { } noun } when doc[noun].Lemma.Equals("victim", StringComparison.OrdinalIgnoreCase) && (happening is not null && Trials.Contains(happening.Kind) && counted.Governor is null || number >= MostVictims) => counted with { Metric = "victims", Entry = null },
        _ => counted,
    };

    private const decimal MostVictims = 1_000;

    private static readonly HashSet<string> Trials = ["legal", "crime", "investigation", "transaction"];

    private static readonly HashSet<string> Weapons = ["drones", "missiles", "rockets", "bombs", "shells"];

    // "attacked the city with 412 drones and 36 missiles": those that were launched.
    private static CountedThing Launched(ClaimContext context, CountedThing counted, Event? happening)
    {
        if (happening is not { Kind: "attack" }) return counted;
        // "Russia sent 463 drones": into an attack, and not as a gift.
        const string Supplied = "_supplied";
        if (counted is { Entry.Key: "supplied", Noun: not null } && counted.Metric.EndsWith(Supplied, StringComparison.Ordinal) && counted.Metric[..^Supplied.Length] is var sent && sent.Split("_and_").All(Weapons.Contains))
            return counted with { Metric = sent + "_launched" };
        if (counted is not { Entry: null, IsMeasure: false, Noun: { } noun } || !Weapons.Contains(counted.Metric)) return counted;
        var weapon = context.Doc[noun];
        while (weapon.Dep == "conj" && !weapon.IsRoot) weapon = weapon.Head;
        return weapon.Dep == "pobj" && weapon.Head.Text.Equals("with", StringComparison.OrdinalIgnoreCase) && context.EventOf(weapon.Head.HeadIndex) == happening ? counted with { Metric = counted.Metric + "_launched" } : counted;
    }

    // A date or clock time is no count; a length of time is.
    private static bool IsDate(ClaimContext context, int token)
    {
        if (context.Times.At(token) is not null) return true;
        var word = context.Doc[token];
        if (word.EntityLabel is not ("DATE" or "TIME")) return false;
        if (word.Text.Length == 4 && word.Text.All(char.IsAsciiDigit)) return true;
        // What the recogniser calls a date without a month or weekday in it is a count or a length ("between 10 and 15 people").
        int first = token, last = token + 1;
        while (first > 0 && context.Doc[first].EntityTag[0] == 'I') first--;
        while (last < context.Doc.Count && context.Doc[last].EntityTag.StartsWith('I')) last++;
        for (var i = first; i < last; i++)
            if (context.Doc[i].Tag is "NNP") return true;
        return false;
    }

    // "60 were shot down by interceptor drones": what one means of defence stopped is not what was stopped. Whose it was does not limit the number.
    private static string Means(ClaimContext context, CountedThing counted)
    {
        if (counted.Governor is not { } verb || counted.Metric.Split('_', '/') is not [.., "intercepted"]) return "";
        foreach (var by in context.Doc[verb].Children.Where(child => child.Dep == "agent"))
            foreach (var means in by.Children.Where(child => child.Dep == "pobj" && child.Pos == "NOUN"))
            {
                if (context.IsPerson(means.Lemma.ToLowerInvariant()) || context.EntityAt(means.Index) is not null) continue;
                var words = means.Children.Where(child => child.Dep is "compound" or "amod" && child.Index < means.Index && child.Pos == "NOUN").Append(means).Select(word => word.Text.ToLowerInvariant());
                return "_by_" + string.Join('_', words);
            }
        return "";
    }

    // "as of Friday"
    private static PartialDate? AsOf(ClaimContext context, int? governor)
    {
        if (governor is not { } verb) return null;
        var doc = context.Doc;
        var sentence = doc[verb].Sentence;
        for (var i = sentence.Start; i + 2 < sentence.End; i++)
            if (doc[i].Text.Equals("as", StringComparison.OrdinalIgnoreCase) && doc[i + 1].Text.Equals("of", StringComparison.OrdinalIgnoreCase)
                && context.Times.At(i + 2) is { } time) return time.Date;
        return null;
    }

    private static bool IsNegated(Token token)
    {
        foreach (var child in token.Children)
            if (child.Dep == "neg") return true;
        return false;
    }
}
