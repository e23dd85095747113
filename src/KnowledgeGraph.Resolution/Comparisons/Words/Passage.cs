using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A sentence or quotation of one article, with its words.</summary>
/// <param name="span">The words that are compared.</param>
/// <param name="sentence">What they stand in.</param>
/// <param name="said">What of them tells something, without who said it.</param>
internal sealed class Passage(EventWords article, TextSpan span, TextSpan sentence, string said)
{
    public string Id { get; } = EventWords.StatementId(article.Article, span);

    public string Article => article.Article;

    public DateTimeOffset? Published => article.Published;

    public TextSpan Span => span;

    public TextSpan Sentence => sentence;

    /// <summary>Whether it is what the article tells the event by.</summary>
    public bool IsMain { get; init; }

    /// <summary>Who says so; null where the article does.</summary>
    public string? Source { get; init; }

    /// <summary>Who carries the words of <see cref="Source"/>; null where the article does.</summary>
    public string? Via { get; init; }

    /// <summary>How the words are given; null for a sentence of the article.</summary>
    public QuoteKind? Quoted { get; init; }

    /// <summary>The words of <see cref="Span"/>.</summary>
    public string Text { get; } = span.Slice(article.Text);

    public List<ContentWord> Words { get; } = ContentWords.Of(said);

    public HashSet<string> Stems => _stems ??= [.. Words.Select(word => word.Stem)];

    /// <summary>The metrics that it has numbers of.</summary>
    public HashSet<string> Metrics { get; } = [.. article.Numbers.Where(number => span.Contains(number.Span)).Select(number => number.Metric)];

    private HashSet<string>? _stems;

    public WordedStatement At(string position) => new(Id, Article, Published, span, sentence, Source, position);

    /// <summary>The order in which sides are shown: by publication, then by id.</summary>
    public static IOrderedEnumerable<Passage> Ordered(IEnumerable<Passage> passages) =>
        passages.OrderBy(passage => passage.Published ?? DateTimeOffset.MaxValue).ThenBy(passage => passage.Id, StringComparer.Ordinal);

    /// <summary>What an article says of an event, sentence by sentence.</summary>
    public static List<Passage> Of(string happening, EventWords article)
    {
        var sentences = article.Reports.SelectMany(report => report.Triggers.Where(Inside).Select(trigger => SentenceBounds.Around(article.Text, trigger)))
            .Concat(article.Relations.Select(relation => relation.Sentence).Where(Inside))
            .Concat(IsMuchTold(article, happening) ? article.Quotes.Select(quote => SentenceBounds.Around(article.Text, quote.Content)).Where(sentence => !article.Triggers.Any(trigger => sentence.Contains(trigger.Span))) : []);
        var found = new List<TextSpan>();
        foreach (var sentence in sentences.OrderByDescending(sentence => sentence.Length).ThenBy(sentence => sentence))
            if (!found.Exists(other => other.OverlapWith(sentence) * 2 > sentence.Length)) found.Add(sentence);
        return [.. found.Order().Select(sentence => OfSentence(article, sentence))];

        bool Inside(TextSpan span) => !span.IsEmpty && span.Start >= 0 && span.End <= article.Text.Length;
    }

    /// <summary>Its quotations of people who are known, as passages.</summary>
    public static IEnumerable<Passage> QuotesOf(EventWords article) =>
        article.Quotes.Where(quote => quote.Speaker is not null && quote.Content.End <= article.Text.Length && quote.Content.Length is > 0 and < 1_000)
            .Select(quote => new Passage(article, quote.Content, quote.Sentence, quote.Content.Slice(article.Text)) { Source = quote.Speaker, Via = quote.Via, Quoted = quote.Kind });

    private static Passage OfSentence(EventWords article, TextSpan sentence)
    {
        var quote = QuoteIn(article, sentence);
        return new(article, sentence, sentence, SaidIn(article, sentence, quote)) { IsMain = article.Reports.Any(report => report.Sentence.Overlaps(sentence)), Source = quote?.Speaker };
    }

    // Whether the article tells as much of the event as of any other, or half as much: what somebody says and no word ties to another may be about it.
    private static bool IsMuchTold(EventWords article, string happening) =>
        article.Triggers.GroupBy(trigger => trigger.Event).Max(group => group.Count()) is var most && article.Triggers.Count(trigger => trigger.Event == happening) * 2 >= most;

    // What most of the sentence is.
    private static WordedQuote? QuoteIn(EventWords article, TextSpan sentence) =>
        article.Quotes.Where(quote => quote.Content.OverlapWith(sentence) * 2 > sentence.Length).OrderByDescending(quote => quote.Content.OverlapWith(sentence)).ThenBy(quote => quote.Id, StringComparer.Ordinal).FirstOrDefault();

    // Who said it, and as what, is no part of what was said, unless it was denied.
    private static string SaidIn(EventWords article, TextSpan sentence, WordedQuote? quote)
    {
        var whole = sentence.Slice(article.Text);
        if (quote is null) return whole;
        int start = Math.Max(quote.Content.Start, sentence.Start), end = Math.Min(quote.Content.End, sentence.End);
        return ContentWords.Denies(article.Text[sentence.Start..start] + " " + article.Text[end..sentence.End]) ? whole : article.Text[start..end];
    }
}
