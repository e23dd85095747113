using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>One saying of one person, given in two versions or through two mouths.</summary>
internal static class Quotes
{
    // Of all words, small ones too, in what is given word for word.
    private const double OneSaying = 0.7;

    // Of the words that carry content, where one report gives the words and another the sense.
    private const double OneSense = 0.35;

    private const double SameSense = 0.6;

    public static IEnumerable<WordDifference> Of(string happening, IReadOnlyCollection<ArticleWords> articles)
    {
        // Sayings of one speaker, by who was first to be quoted with each.
        var sayings = new List<List<Saying>>();
        var bySpeaker = new Dictionary<string, List<List<Saying>>>();
        foreach (var quote in Passage.Ordered(articles.SelectMany(article => article.Sayings), saying => saying.Quote))
        {
            if (!bySpeaker.TryGetValue(quote.Quote.Source!, out var known)) bySpeaker[quote.Quote.Source!] = known = [];
            var saying = known.Find(versions => versions.Exists(version => Same(version, quote)));
            if (saying is not null)
            {
                saying.Add(quote);
                continue;
            }
            known.Add([quote]);
            sayings.Add(known[^1]);
        }
        foreach (var saying in sayings.Where(saying => saying.Select(version => version.Quote.Article).Distinct().Count() >= 2))
            if (Difference(saying) is { } difference && Home(saying) == happening) yield return difference;
    }

    private static WordDifference? Difference(List<Saying> saying)
    {
        var pairs = (from a in saying from b in saying where string.CompareOrdinal(a.Quote.Article, b.Quote.Article) < 0 && !a.Quote.Metrics.Overlaps(b.Quote.Metrics) select (a, b)).ToList();
        var versions = saying.Select(version => version.Folded).Distinct().ToList();
        WordDifference As(string aspect, DifferenceKind kind, string reason, Func<Saying, string> position) =>
            new($"{aspect}/{Name(saying)}", [.. saying.Select(version => version.Quote.At(position(version)))], kind, [reason]);
        string Version(Saying saying) => $"version {versions.IndexOf(saying.Folded) + 1}";
        if (pairs.Exists(pair => IsDirect(pair.a) && IsDirect(pair.b) && Other(pair.a, pair.b)))
            return As("quote", DifferenceKind.Conflict, $"one saying in {versions.Count} versions", Version);
        if (pairs.Exists(pair => IsQuoted(pair.a) != IsQuoted(pair.b) && Part(pair.a.Quote.Stems, pair.b.Quote.Stems) < SameSense))
            return As("quote", DifferenceKind.Framing, "given in the speaker's words and in others", Version);
        if (pairs.Exists(pair => pair.a.Quote.Via != pair.b.Quote.Via))
        {
            var named = saying.Select(version => version.Quote.Via).OfType<string>().Distinct().ToList();
            return As("attribution", DifferenceKind.Framing, "the same words, carried by others", version => SourceComparer.Position(version.Quote.Via, named));
        }
        return null;
    }

    private static bool IsDirect(Saying saying) => saying.Quote.Quoted == QuoteKind.Direct;

    private static bool IsQuoted(Saying saying) => saying.Quote.Quoted is QuoteKind.Direct or QuoteKind.Mixed;

    // What one article leaves out at an end, or gives in part, is no other version; nor is another spelling or tense.
    private static bool Other(Saying a, Saying b) =>
        !a.Folded.Contains(b.Folded, StringComparison.Ordinal) && !b.Folded.Contains(a.Folded, StringComparison.Ordinal) && !a.Quote.Stems.SetEquals(b.Quote.Stems);

    private static bool Same(Saying a, Saying b)
    {
        if (IsDirect(a) && IsDirect(b)) return Part(a.All, b.All) >= OneSaying;
        return (IsQuoted(a) || IsQuoted(b)) && a.Quote.Stems.Count(b.Quote.Stems.Contains) >= 2 && Part(a.Quote.Stems, b.Quote.Stems) >= OneSense;
    }

    private static double Part(HashSet<string> a, HashSet<string> b) => a.Count == 0 || b.Count == 0 ? 0 : a.Count(b.Contains) / Math.Sqrt(a.Count * b.Count);

    private static string Name(List<Saying> saying)
    {
        var shared = saying[0].Quote.Words.Where(word => saying.Exists(other => other != saying[0] && other.Quote.Stems.Contains(word.Stem))).Select(word => word.Surface).Distinct().ToList();
        return string.Join('-', shared.OrderByDescending(word => word.Length).Take(2).OrderBy(shared.IndexOf));
    }

    // The event that the articles have in common and that stands nearest, of two the first (an id may still change): a saying is compared once.
    private static string? Home(List<Saying> saying)
    {
        var sum = new OrderedDictionary<string, (int Articles, long Distance)>();
        foreach (var version in saying.DistinctBy(version => version.Quote.Article))
        {
            foreach (var (happening, triggers) in version.Article.Events)
            {
                var (count, distance) = sum.GetValueOrDefault(happening);
                sum[happening] = (count + 1, distance + triggers.Min(trigger => Distance(trigger.Span, version.Quote.Span)));
            }
        }
        return sum.Where(pair => pair.Value.Articles >= 2).OrderByDescending(pair => pair.Value.Articles).ThenBy(pair => pair.Value.Distance).Select(pair => pair.Key).FirstOrDefault();
    }

    // What a quote is about was, as a rule, named before it.
    private static int Distance(TextSpan trigger, TextSpan quote) => trigger.Start >= quote.End ? (trigger.Start - quote.End) * 2 : Math.Max(0, quote.Start - trigger.Start);
}
