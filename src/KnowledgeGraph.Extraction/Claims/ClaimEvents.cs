using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>Which happening of the article a number measures.</summary>
internal sealed class ClaimEvents(ClaimContext context)
{
    // Told as parts of something larger, which is what its numbers belong to in the end.
    private static readonly HashSet<string> Consequences = ["casualty", "damage", "explosion", "intercept", "evacuation", "alarm"];

    private readonly Dictionary<string, Event?> _mains = []; // By metric: an article has many numbers of few metrics.

    /// <summary>
    /// That which the sentence ties it to; where that is none, or an act that belongs to a larger happening (the arrests at a march), the article's main
    /// happening of the kinds that the metric measures.
    /// </summary>
    public Event? Of(CountedThing counted)
    {
        var tied = BySyntax(counted);
        // What a deal or a law costs belongs to what the article is about, in whichever word of it the sentence has.
        if (counted.Entry is { Kind: MetricKind.Money, Kinds.Count: > 0 } sum && (tied is null || tied.Modality == Modality.Asserted && !Consequences.Contains(tied.Kind)) && Main(sum, counted, tied) is { } about) return about;
        if (counted.Entry is not { Kinds.Count: > 0 } metric) return tied;
        // "their number could reach 1,000" tells of nothing that happened; what a plan would cost is told of the plan.
        if (metric.Kind != MetricKind.Money && IsSupposed(counted)) return null;
        if (tied is not null && (metric.Kinds.Contains(tied.Kind) || Consequences.Contains(tied.Kind) || tied.PartOf is not null || tied.Modality != Modality.Asserted)) return tied;
        return Main(metric, counted, tied) ?? tied;
    }

    /// <summary>The happening that the article tells most of.</summary>
    public Event? MostTold() => context.Events.Where(happening => !happening.Negated && happening.Modality == Modality.Asserted && !Consequences.Contains(happening.Kind)).MaxBy(happening => happening.Triggers.Count);

    private Event? Main(Metric metric, CountedThing counted, Event? tied)
    {
        var when = tied?.Date ?? (counted.Governor is { } governor ? context.Times.DateOfPredicate(governor) : null);
        if (!_mains.TryGetValue(metric.Key, out var main))
            _mains[metric.Key] = main = context.Events
                .Where(happening => metric.Kinds.Contains(happening.Kind) && !happening.Negated && happening.Modality == Modality.Asserted)
                .OrderByDescending(happening => happening.Triggers.Count).ThenBy(happening => Position(metric, happening)).FirstOrDefault();
        if (main is null || (when is not null && main.Date is not null && !main.Date.Agrees(when))) return null;
        return main;
    }

    private bool IsSupposed(CountedThing counted)
    {
        for (var at = context.Doc[counted.Number]; ; at = at.Head)
        {
            if (at.Pos is "VERB" or "AUX")
                return at.Index != counted.Governor && at.Children.Any(child => child.Dep == "aux" && child.Text.ToLowerInvariant() is "could" or "may" or "might" or "will" or "would" or "can" or "should");
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
            for (var at = context.Doc[token]; ; at = at.Head)
            {
                if (context.EventOf(at.Index) is { } happening) return happening;
                foreach (var child in at.Children)
                {
                    if (child.Dep is "nsubj" or "nsubjpass" or "dobj" && (context.EventOf(child.Index) ?? OfNoun(child)) is { } argument) return argument;
                    if (child.Dep is "prep" or "agent")
                        foreach (var below in child.Children)
                            if (below.Dep == "pobj" && context.EventOf(below.Index) is { } oblique) return oblique;
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
                if ((context.EventOf(below.Index) ?? OfNoun(below)) is { } happening) return happening;
        return null;
    }
}
