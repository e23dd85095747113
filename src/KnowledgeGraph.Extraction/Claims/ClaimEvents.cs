using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Which happening of the article a number measures.</summary>
internal sealed class ClaimEvents
{
    // Told as parts of something larger, which is what its numbers belong to in the end.
    private static readonly HashSet<string> Consequences = ["casualty", "damage", "explosion", "intercept", "evacuation", "alarm"];

    // What articles of all kinds tell in passing: that somebody met, lost or promised something.
    private static readonly HashSet<string> Passing = ["contest", "consult", "aid", "review", "launch", "change", "cooperate", "mobilize", "investigation", "agree"];

    // Characters in which an article says what it is about.
    private const int LeadLength = 300;
    private const int FarthestDays = 31;

    // Tokens behind a number within which a time is its own.
    private const int Near = 7;

    private readonly ClaimContext _context;
    private readonly Lazy<Event?> _about;
    private readonly Dictionary<string, Event?> _mains = []; // By metric: an article has many numbers of few metrics.

    public ClaimEvents(ClaimContext context) => (_context, _about) = (context, new(About));

    /// <summary>
    /// That which the sentence ties it to; where that is none, or an act that belongs to a larger happening (the arrests at a march), the article's main
    /// happening of the kinds that the metric measures.
    /// </summary>
    public Event? Of(CountedThing counted) => Found(counted) is { } found && !IsElsewhen(counted, found) ? found : null;

    private Event? Found(CountedThing counted)
    {
        var tied = BySyntax(counted);
        if (IsSomebodysOwn(counted)) return tied is not null && counted.Entry!.Kinds.Contains(tied.Kind) && counted.Governor is { } own && _context.EventOf(own) == tied ? tied : null;
        // What a deal or a law costs, and the jobs that go with it, belongs to what the article is about, in whichever word of it the sentence has.
        if (counted.Entry is { Kind: MetricKind.Money or MetricKind.Count or MetricKind.Group, Kinds.Count: > 0 } sum && (tied is null || tied.Modality == Modality.Asserted && !Consequences.Contains(tied.Kind) || tied.Modality != Modality.Asserted && !sum.Kinds.Contains(tied.Kind)) && Main(sum, counted, tied) is { } about) return about;
        if (counted.Entry is not { Kinds.Count: > 0 } metric) return tied;
        // People hurt "in the fire" that the article tells of, where nothing ties the two.
        if (tied is { PartOf: null, Modality: Modality.Asserted } && Consequences.Contains(tied.Kind) && Main(metric, counted, tied) is { } cause && cause != tied && PlacesFit(cause, tied) && (tied.Date is null || !Consequences.Contains(cause.Kind) && !IsLong(tied.Date) && cause.Date?.Agrees(tied.Date) != false)) return cause;
        // "their number could reach 1,000" tells of nothing that happened; what a plan would cost is told of the plan.
        if (metric.Kind != MetricKind.Money && IsSupposed(counted)) return null;
        if (tied is not null && (metric.Kinds.Contains(tied.Kind) || Consequences.Contains(tied.Kind) || tied.PartOf is not null || tied.Modality != Modality.Asserted)) return tied;
        return Main(metric, counted, tied) ?? tied;
    }

    /// <summary>The happening that the article tells most of.</summary>
    public Event? MostTold() => _context.Events.Where(happening => !happening.Negated && happening.Modality == Modality.Asserted && !Consequences.Contains(happening.Kind)).MaxBy(happening => happening.Triggers.Count);

    /// <summary>
    /// What an article says of passengers, employees and share prices without a word for a happening belongs to what it tells of. Not so what only could be
    /// and what was in another year.
    /// </summary>
    public Event? Main(CountedThing counted)
    {
        if (IsUnsettled(counted) || counted.Entry is null or { Kind: MetricKind.People or MetricKind.Things } && IsSupposed(counted, whole: true)) return null;
        return _about.Value is { } about && (IsNameless(counted) || !IsElsewhen(counted, about)) && !IsSomebodysOwn(counted) ? about : null;
    }

    // "the worst since 2009, when 12 people died", "last year 21 died here": the number is of another time than the happening.
    private bool IsElsewhen(CountedThing counted, Event happening)
    {
        if (TimeOf(counted) is { } time)
        {
            if ((happening.Date ?? _context.Published) is not { } day) return IsLong(time);
            return !day.Agrees(time) && Math.Abs(day.First.DayNumber - time.First.DayNumber) > FarthestDays || IsLong(time) && happening.Date is null && time.Last.DayNumber < day.First.DayNumber;
        }
        return IsYearsAgo(counted.Number);
    }

    private static bool IsLong(PartialDate time) => time.Last.DayNumber - time.First.DayNumber > FarthestDays;

    // The time that the number's own clause has: the nearest before it, or one right behind it.
    private PartialDate? TimeOf(CountedThing counted)
    {
        var number = _context.Doc[counted.Number];
        var sentence = number.Sentence;
        for (var at = number.Index - 1; at >= sentence.Start; at--)
            if (_context.Times.At(at) is { } before && IsOfClause(_context.Doc[before.Head], number)) return before.Date;
        if (counted.Entry is { Kind: MetricKind.Money }) return null;
        for (var at = number.Index + 1; at < Math.Min(sentence.End, number.Index + Near) && _context.Doc[at].Pos != "PUNCT"; at++)
            if (_context.Times.At(at) is { } behind && IsOfClause(_context.Doc[behind.Head], number)) return behind.Date;
        return null;
    }

    // The number stands below the time ("2009, when 12 died"), or below the verb that the time belongs to.
    private static bool IsOfClause(Token time, Token number)
    {
        var verb = time;
        while (!verb.IsRoot && verb.Pos is not ("VERB" or "AUX")) verb = verb.Head;
        for (var at = number; ; at = at.Head)
        {
            if (at.Index == time.Index || at.Index == verb.Index) return true;
            if (at.IsRoot) return false;
        }
    }

    // "two years ago", "a decade earlier", where no day of publication makes a date of it.
    private bool IsYearsAgo(int number)
    {
        var doc = _context.Doc;
        var sentence = doc[number].Sentence;
        for (var at = sentence.Start; at + 1 < number; at++)
            if (doc[at].Lemma.ToLowerInvariant() is "year" or "decade" or "century"
                && (doc[at + 1].Text.ToLowerInvariant() is "ago" or "earlier" or "before" || at > sentence.Start && doc[at - 1].Text.Equals("last", StringComparison.OrdinalIgnoreCase) && doc[at].Dep == "npadvmod")) return true;
        return false;
    }

    // "She lost 4,900 euros": one person's money is not the happening's.
    private bool IsSomebodysOwn(CountedThing counted)
    {
        if (counted.Entry is not { Kind: MetricKind.Money } || counted.Governor is not { } governor || _context.Doc[governor].Pos != "VERB") return false;
        foreach (var child in _context.Doc[governor].Children)
            if (child.Dep == "nsubj" && _context.EntityAt(child.Index) is { Type: EntityType.Person } && _context.Doc[governor].Lemma.ToLowerInvariant() is "lose" or "miss" or "earn" or "save" or "receive" or "get" or "spend" or "pay") return true;
        return false;
    }

    // A length of time or a temperature that nothing ties to a happening is of anything; what was before is of another time.
    private static bool IsUnsettled(CountedThing counted) => counted.Metric == "percent_before" || counted is { IsMeasure: true, Entry: null } && !counted.Metric.StartsWith("distance_", StringComparison.Ordinal);

    // A number of which only the unit is told is compared where another report has the same: its time says nothing more.
    private static bool IsNameless(CountedThing counted) => counted.Metric is "people" || counted.Metric.StartsWith("amount_", StringComparison.Ordinal) || counted.Metric.StartsWith("distance_", StringComparison.Ordinal);

    private Event? About() => _context.Events
        .Where(happening => happening is { Negated: false, PartOf: null })
        .OrderByDescending(happening => happening.Modality == Modality.Asserted).ThenByDescending(happening => Weight(happening) - (Consequences.Contains(happening.Kind) || Passing.Contains(happening.Kind) ? 3 : 0))
        .ThenBy(happening => happening.Triggers.Count > 0 ? happening.Triggers[0].Start : int.MaxValue).FirstOrDefault();

    // The most told; what the article begins with before what it comes to later.
    private static int Weight(Event happening) => happening.Triggers.Count * 2 + (happening.Triggers.Any(trigger => trigger.Start < LeadLength) ? 3 : 0);

    private static bool PlacesFit(Event one, Event other) => one.Place is null || other.Place is null || one.Place == other.Place;

    private Event? Main(Metric metric, CountedThing counted, Event? tied)
    {
        var when = tied?.Date ?? (counted.Governor is { } governor ? _context.Times.DateOfPredicate(governor) : null);
        if (!_mains.TryGetValue(metric.Key, out var main))
            _mains[metric.Key] = main = _context.Events
                .Where(happening => metric.Kinds.Contains(happening.Kind) && !happening.Negated && happening.Modality == Modality.Asserted)
                .OrderBy(happening => Consequences.Contains(happening.Kind)).ThenByDescending(Weight).ThenBy(happening => Position(metric, happening)).FirstOrDefault();
        if (main is null || (when is not null && main.Date is not null && !main.Date.Agrees(when))) return null;
        return main;
    }

    private bool IsSupposed(CountedThing counted, bool whole = false)
    {
        for (var at = _context.Doc[counted.Number]; ; at = at.Head)
        {
            if (at.Pos is "VERB" or "AUX")
                return (whole || at.Index != counted.Governor) && at.Children.Any(child => child.Dep == "aux" && (child.Text.ToLowerInvariant() is "could" or "may" or "might" or "can" || !whole && child.Text.ToLowerInvariant() is "will" or "would" or "should"));
            if (at.IsRoot) return false;
        }
    }

    // The metric's kinds stand in the order in which they are likely.
    private static int Position(Metric metric, Event happening)
    {
        for (var i = 0; i < metric.Kinds.Count; i++)
            if (metric.Kinds[i] == happening.Kind) return i;
        return metric.Kinds.Count;
    }

    // The event of the governor, of the counted noun, or of what these hang on.
    private Event? BySyntax(CountedThing counted)
    {
        foreach (var start in new[] { counted.Governor, counted.Noun, counted.Number })
        {
            if (start is not { } token) continue;
            for (var at = _context.Doc[token]; ; at = at.Head)
            {
                if (_context.EventOf(at.Index) is { } happening) return happening;
                foreach (var child in at.Children)
                {
                    if (child.Dep is "nsubj" or "nsubjpass" or "dobj" && (_context.EventOf(child.Index) ?? OfNoun(child)) is { } argument) return argument;
                    if (child.Dep is "prep" or "agent")
                        foreach (var below in child.Children)
                            if (below.Dep == "pobj" && _context.EventOf(below.Index) is { } oblique) return oblique;
                }
                if (at.IsRoot) break;
            }
        }
        return null;
    }

    // "the toll of the earthquake", "the number of victims from the flood"
    private Event? OfNoun(Token noun)
    {
        foreach (var preposition in noun.Children.Where(child => child.Dep == "prep" && child.Lemma.ToLowerInvariant() is "of" or "from" or "in"))
            foreach (var below in preposition.Children.Where(child => child.Dep == "pobj"))
                if ((_context.EventOf(below.Index) ?? OfNoun(below)) is { } happening) return happening;
        return null;
    }
}
