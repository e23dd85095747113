using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Times;

/// <summary>The times of an article, and which of them says when a verb or an event noun happened.</summary>
public sealed class TimeIndex
{
    private readonly Doc _doc;
    private readonly DateOnly? _published;
    private readonly Dictionary<int, TimeExpression> _byToken = [];

    public TimeIndex(Article article, Doc doc)
    {
        _doc = doc;
        _published = article.Published is { } date && date.First == date.Last ? date.First : LatestDay(doc);
        Expressions = new TimeFinder(doc, _published).Find();
        foreach (var expression in Expressions)
            for (var i = expression.First; i < expression.Last; i++) _byToken[i] = expression;
    }

    /// <summary>In text order, without overlap.</summary>
    public IReadOnlyList<TimeExpression> Expressions { get; }

    /// <summary>The expression that the token is part of.</summary>
    public TimeExpression? At(int token) => _byToken.GetValueOrDefault(token);

    /// <summary>
    /// When the verb or event noun happened, by the words that hang on it: adverbs, temporal phrases, possessives ("Thursday's call"),
    /// compounds; for a noun without any, those of the verb that it belongs to. Null where nothing says.
    /// </summary>
    public PartialDate? DateOfPredicate(int token)
    {
        if (Hanging(_doc[token]) is { } own && !IsOfAnotherLine(token, own)) return Resolve(own, token);
        // "since 2009, when a ferry sank": the year's own clause.
        if (_doc[token] is { Dep: "relcl", IsRoot: false } clause && At(clause.HeadIndex) is { } year)
            return _doc[clause.HeadIndex].Text is { Length: 4 } digits && digits.All(char.IsAsciiDigit) ? PartialDate.Parse(digits) : year.Date;
        if (OfClauseAbove(_doc[token]) is { } past) return past;
        if (Relative(_doc[token]) is { } relative) return relative;
        if (Shared(_doc[token]) is { } shared) return Resolve(shared, token);
        var at = _doc[token];
        for (var steps = 0; steps < 3 && !at.IsRoot; steps++)
        {
            // A noun takes the time of its verb; a verb in a chain (conj, xcomp, "began to ...") that of the one it hangs on.
            var isNoun = at.Pos is "NOUN" or "PROPN";
            if (!isNoun && (at.Dep is not ("xcomp" or "conj" or "advcl" or "aux") || IsOfItsOwnTime(at))) break;
            at = at.Head;
            if ((Hanging(at) ?? Shared(at)) is { } inherited && !IsOfAnotherLine(at.Index, inherited)) return Resolve(inherited, IsFuture(_doc[token]) ? token : at.Index);
            if (Relative(at) is { } moved) return moved;
        }
        return null;
    }

    // "killed seven and wounded 15 on Sunday": what the last of them has is of all that share its subject.
    private TimeExpression? Shared(Token verb)
    {
        foreach (var child in verb.Children)
        {
            if (child.Dep != "conj" || child.Pos != "VERB" || child.Tag != verb.Tag || child.Children.Any(part => part.Dep is "nsubj" or "nsubjpass")) continue;
            if ((Hanging(child) ?? Shared(child)) is { } time && time.First > child.Index) return time;
        }
        return null;
    }

    // "was fined in 2022 for a collapse that killed one": of that year; "said on Monday that those who killed" says nothing.
    private PartialDate? OfClauseAbove(Token verb)
    {
        if (verb.Dep != "relcl" || verb.IsRoot) return null;
        for (var (at, steps) = (verb.Head, 0); steps < 5 && !at.IsRoot; steps++)
        {
            at = at.Head;
            if (at.Pos is not ("VERB" or "AUX")) continue;
            return Hanging(at) is { } time && time.Date.Last.DayNumber - time.Date.First.DayNumber >= WholeYear && (_published is not { } day || time.Date.Last < day) ? time.Date : null;
        }
        return null;
    }

    private const int WholeYear = 300;

    // The line below a headline says when the article appeared.
    private bool IsOfAnotherLine(int token, TimeExpression time) => NameFinder.HasBreak(_doc, token + 1, time.First);

    // "denied attacking", "accused him of lying": what is told of happened at another time than the telling; "began attacking" did not.
    // "... after gunmen attacked" happened before.
    private static bool IsOfItsOwnTime(Token verb) =>
        (verb.Dep == "xcomp" && verb.Tag == "VBG" && verb.Head.Lemma is not ("begin" or "start" or "stop" or "continue" or "keep" or "finish" or "resume" or "go"))
        || (verb.Dep == "advcl" && Mark(verb) is "after" or "before" or "since" or "until" or "if" or "unless");

    private static string? Mark(Token verb)
    {
        foreach (var child in verb.Children)
            if (child.Dep is "mark" && child.Index < verb.Index) return child.Text.ToLowerInvariant();
        return null;
    }

    // "ordered on Wednesday, three days after gunmen attacked": the attack was three days before the order.
    private PartialDate? Relative(Token verb)
    {
        if (verb.Dep != "advcl" || Mark(verb) is not ("after" or "before")) return null;
        foreach (var unit in verb.Children)
        {
            if (unit.Dep is not "npadvmod" || unit.Index > verb.Index || unit.Text.ToLowerInvariant() is not ("day" or "days" or "week" or "weeks")) continue;
            foreach (var amount in unit.Children)
            {
                if (!Numbers.NumberWords.TryParse(amount.Text, out var count) && amount.Text is not ("a" or "one")) continue;
                if (count is < 0 or > 60 || DateOfPredicate(verb.HeadIndex) is not { } main || main.First != main.Last) return null;
                var days = (int)Math.Max(1, count) * (unit.Text.StartsWith('w') ? 7 : 1);
                return PartialDate.Day(main.First.AddDays(Mark(verb) == "after" ? -days : days));
            }
        }
        return null;
    }

    // An article that does not say when it was published is read from the last day that it names in full ("on July 4, 2025").
    private static DateOnly? LatestDay(Doc doc)
    {
        DateOnly? latest = null;
        foreach (var expression in new TimeFinder(doc, null).Find())
            if (expression.Date.First == expression.Date.Last && (latest is null || expression.Date.First > latest)) latest = expression.Date.First;
        return latest;
    }

    private TimeExpression? Hanging(Token token)
    {
        foreach (var child in token.Children)
        {
            if (At(child.Index) is { } direct) return direct;
            if (child.Dep is "prep" or "advmod" or "npadvmod" or "nmod" or "poss" or "amod" or "compound" or "agent" or "mark")
            {
                foreach (var below in child.Children)
                {
                    if (below.Dep is "pobj" or "pcomp" or "advmod" or "npadvmod" or "amod" or "compound" && At(below.Index) is { } nested && !StatesOther(child)) return nested;
                    if (child.Dep == "prep" && below.Dep == "pobj")
                        foreach (var deeper in below.Children)
                        {
                            if (below.EntityLabel is not ("DATE" or "TIME") || StatesOther(child)) continue;
                            if (deeper.Dep is "amod" or "compound" or "prep" && At(deeper.Index) is { } third) return third;
                            // "in the early hours of Tuesday"
                            if (deeper.Dep != "prep") continue;
                            foreach (var day in deeper.Children)
                                if (day.Dep == "pobj" && At(day.Index) is { } fourth) return fourth;
                        }
                }
            }
        }
        return null;
    }

    // "before Friday", "until June" limit the time without giving it.
    private static bool StatesOther(Token preposition) => preposition.Text.ToLowerInvariant() is "before" or "until" or "till" or "by" or "after" or "than";

    private PartialDate Resolve(TimeExpression expression, int token)
    {
        if (!expression.IsWeekday || _published is not { } day || !IsFuture(_doc[token])) return expression.Date;
        var weekday = expression.Date.First.DayOfWeek;
        return weekday == day.DayOfWeek ? expression.Date : PartialDate.Day(TimeFinder.After(day, weekday));
    }

    private static bool IsFuture(Token token)
    {
        for (var at = token; ; at = at.Head)
        {
            foreach (var child in at.Children)
                if (child.Dep is "aux" && child.Lemma is "will" or "shall" or "would") return child.Lemma != "would";
            if (at.Dep is "xcomp" && at.Head.Lemma is "plan" or "intend" or "expect" or "schedule" or "hope" or "go") return true;
            // "are to travel on Wednesday".
            if (at is { Dep: "xcomp", Tag: "VB" } && at.Head.Lemma == "be") return true;
            if (at.IsRoot || at.Pos is not ("VERB" or "AUX" or "NOUN") || at.Dep is "ccomp" or "relcl") return false;
        }
    }
}
