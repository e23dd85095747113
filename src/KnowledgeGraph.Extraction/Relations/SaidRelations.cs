using KnowledgeGraph.Extraction.Events;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>Who said something about which happening, to whom, and who cites whom, as the quotes tell.</summary>
internal sealed class SaidRelations(ArticleContext context, EventIndex events, Func<int, PartialDate?> dateOf)
{
    private const int LongArticle = 60;

    public IEnumerable<RelationDraft> Find(IReadOnlyList<Quote> quotes)
    {
        // In a long article the main happening is no longer what every quote is about.
        var main = context.Doc.Sentences.Count > LongArticle ? null : events.Events.Where(found => found.PartOf is null && found.Triggers.Count >= 3).MaxBy(found => found.Triggers.Count);
        foreach (var quote in quotes)
        {
            var first = context.Doc.TokenIndexAt(quote.Content.Start);
            var end = Math.Max(first + 1, context.Doc.TokenIndexAt(quote.Content.End));
            if (quote.Speaker is not { } speaker) continue;
            var verb = quote.Cue is { } cue ? context.Doc.TokenIndexAt(cue.Start) : first;
            var verbEnd = quote.Cue is { } words ? Math.Max(verb + 1, context.Doc.TokenIndexAt(words.End)) : verb + 1;
            var about = EventsIn(first, end).ToList();
            if (about.Count == 0 && (Topic(first) ?? main) is { } topic) about.Add(topic);
            foreach (var happening in about)
            {
                yield return new(
                    speaker, "said", happening.Id, verb, verbEnd, false, Modality.Asserted, dateOf(verb), null, quote.Via,
                    Math.Min(first, verb), Math.Max(end, verbEnd), about.Count > 1 ? .6 : .7);
            }
            if (quote.Via is { } reporter && quote.SpeakerSpan is { } cited && IsCited(cited))
            {
                foreach (var happening in about)
                    yield return new(reporter, "said", happening.Id, verb, verbEnd, false, Modality.Asserted, dateOf(verb), null, null, Math.Min(first, verb), Math.Max(end, verbEnd), .6);
            }
            if (quote.Addressee is { } addressee && addressee != speaker)
                yield return new(speaker, "told", addressee, verb, verbEnd, false, Modality.Asserted, dateOf(verb), null, quote.Via, Math.Min(first, verb), Math.Max(end, verbEnd), .8);
            if (quote.Via is { } carrier && quote.SpeakerSpan is { } source && IsCited(source) && carrier != speaker)
                yield return new(carrier, "cited", speaker, verb, verbEnd, false, Modality.Asserted, null, null, null, Math.Min(first, verb), Math.Max(end, verbEnd), .85);
        }
    }

    /// <summary>The one or two happenings that the words speak of first, parts counted as what they are part of.</summary>
    private IEnumerable<Event> EventsIn(int first, int end)
    {
        var found = new List<Event>();
        for (var i = first; i < end && found.Count < 2; i++)
        {
            if (events.EventAt(i) is not { } happening) continue;
            var whole = events.WholeOf(happening);
            if (!found.Contains(whole)) found.Add(whole);
        }
        return found;
    }

    /// <summary>The happening of the sentences right before the quote, where the article speaks of it more than once.</summary>
    private Event? Topic(int token)
    {
        var from = Math.Max(0, token - 60);
        for (var i = token - 1; i >= from; i--)
        {
            if (events.EventAt(i) is { } happening && events.WholeOf(happening) is { Triggers.Count: >= 2 } whole) return whole;
        }
        return null;
    }

    private bool IsCited(TextSpan source)
    {
        var token = context.Doc.TokenIndexAt(source.Start);
        return token > 0 && context.Doc[token - 1].Text.Equals("citing", StringComparison.OrdinalIgnoreCase) || token > 0 && context.Doc[token - 1].Text.Equals("quoting", StringComparison.OrdinalIgnoreCase);
    }
}
