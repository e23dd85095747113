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
    Func<string, bool> IsPerson);

/// <summary>Turns the numbers of an article into claims: what was counted, of which happening, how exactly, by whom.</summary>
public sealed class ClaimExtractor(MetricVocabulary metrics)
{
    private const double KnownMetricConfidence = 0.85;
    private const double OtherMetricConfidence = 0.6;

    /// <summary>The claims in text order, ids <c>c0</c>, <c>c1</c>, ...</summary>
    public IReadOnlyList<Claim> Extract(ClaimContext context)
    {
        var doc = context.Doc;
        var reader = new MetricReader(doc, metrics, context.IsPerson);
        var found = new List<Claim>();
        var seen = new HashSet<(string?, string, decimal?, decimal?, decimal?, string?)>();
        foreach (var number in new NumberFinder(doc, token => IsDate(context, token)).Find())
        {
            if (!context.IsProse(number.Head)) continue;
            if (reader.Read(number) is not { } counted) continue;
            var governor = counted.Governor;
            var happening = EventFor(context, counted);
            var source = context.SourceOf(number.First);
            var first = Math.Min(number.QualifiedFirst, Math.Min(governor ?? number.First, counted.Noun ?? number.First));
            var last = Math.Max(number.Last - 1, Math.Max(governor ?? 0, counted.Noun ?? 0));
            var sentence = doc[number.Head].Sentence;
            (first, last) = (Math.Max(first, sentence.Start), Math.Min(last, sentence.End - 1));
            var metric = counted.Metric + Means(context, counted);
            if (!seen.Add((happening?.Id, metric, number.Value, number.Low, number.High, source))) continue;
            found.Add(new Claim(
                $"c{found.Count}",
                happening?.Id,
                metric,
                number.Value,
                number.Low,
                number.High,
                number.Qualifier,
                counted.Unit,
                ScopeOf(context, counted),
                AsOf(context, governor),
                source,
                governor is { } verb && IsNegated(doc[verb]),
                new TextSpan(doc[number.First].Start, doc[number.Last - 1].End),
                new Evidence(
                    new TextSpan(doc[first].Start, doc[last].End),
                    new TextSpan(sentence.StartChar, sentence.EndChar),
                    counted.IsKnown ? KnownMetricConfidence : OtherMetricConfidence)));
        }
        return found;
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

    // The event of the governor, of the counted noun, or of what these hang on.
    private static Event? EventFor(ClaimContext context, CountedThing counted)
    {
        foreach (var start in new[] { counted.Governor, counted.Noun, counted.Number })
        {
            if (start is not { } token) continue;
            for (var at = context.Doc[token]; ; at = at.Head)
            {
                if (context.EventOf(at.Index) is { } happening) return happening;
                foreach (var child in at.Children)
                {
                    if (child.Dep is "nsubj" or "nsubjpass" or "dobj" && (context.EventOf(child.Index) ?? OfNoun(context, child)) is { } argument) return argument;
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
    private static Event? OfNoun(ClaimContext context, Token noun)
    {
        foreach (var preposition in noun.Children.Where(child => child.Dep == "prep" && child.Lemma.ToLowerInvariant() is "of" or "from" or "in"))
            foreach (var below in preposition.Children.Where(child => child.Dep == "pobj"))
                if ((context.EventOf(below.Index) ?? OfNoun(context, below)) is { } happening) return happening;
        return null;
    }

    private static string? ScopeOf(ClaimContext context, CountedThing counted)
    {
        foreach (var start in new[] { counted.Noun, counted.Governor })
        {
            if (start is not { } token) continue;
            foreach (var child in context.Doc[token].Children)
            {
                if (child.Dep != "prep" || child.Lemma.ToLowerInvariant() is not ("in" or "at" or "near" or "on" or "across" or "against" or "from" or "into")) continue;
                foreach (var place in child.Children)
                    if (place.Dep == "pobj" && context.EntityAt(place.Index) is { Type: EntityType.Place } entity) return entity.Id;
            }
        }
        return null;
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
