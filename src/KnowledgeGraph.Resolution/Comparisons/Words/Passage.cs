using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A sentence or quotation of one article, with its words.</summary>
internal sealed class Passage(string article, DateTimeOffset? published, TextSpan span, TextSpan sentence, bool isMain, string? source, string? via, QuoteKind? quoted, string text, string said, IEnumerable<string> metrics)
{
    public string Id { get; } = EventWords.StatementId(article, span);

    public string Article => article;

    public DateTimeOffset? Published => published;

    public TextSpan Span => span;

    public TextSpan Sentence => sentence;

    /// <summary>Whether it is what the article tells the event by.</summary>
    public bool IsMain => isMain;

    /// <summary>Who says so; null where the article does.</summary>
    public string? Source => source;

    /// <summary>Who carries the words of <see cref="Source"/>; null where the article does.</summary>
    public string? Via => via;

    /// <summary>How the words are given; null for a sentence of the article.</summary>
    public QuoteKind? Quoted => quoted;

    /// <summary>The words of <see cref="Span"/>.</summary>
    public string Text => text;

    /// <summary>The words that tell something, without who said them.</summary>
    public List<ContentWord> Words { get; } = ContentWords.Of(said);

    public HashSet<string> Stems => _stems ??= [.. Words.Select(word => word.Stem)];

    /// <summary>The metrics that it has numbers of.</summary>
    public HashSet<string> Metrics { get; } = [.. metrics];

    private HashSet<string>? _stems;

    public WordedStatement At(string position) => new(Id, article, published, span, sentence, source, position);

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
        return [.. found.Order().Select(sentence => new Passage(article.Article, article.Published, sentence, sentence, article.Reports.Any(report => report.Sentence.Overlaps(sentence)), QuoteIn(article, sentence)?.Speaker, null, null,
            sentence.Slice(article.Text), SaidIn(article, sentence), MetricsIn(article, sentence)))];

        bool Inside(TextSpan span) => !span.IsEmpty && span.Start >= 0 && span.End <= article.Text.Length;
    }

    /// <summary>Its quotations of people who are known, as passages.</summary>
    public static IEnumerable<Passage> QuotesOf(EventWords article) =>
        article.Quotes.Where(quote => quote.Speaker is not null && quote.Content.End <= article.Text.Length && quote.Content.Length is > 0 and < 1_000)
            .Select(quote => new Passage(article.Article, article.Published, quote.Content, quote.Sentence, false, quote.Speaker, quote.Via, quote.Kind, quote.Content.Slice(article.Text), quote.Content.Slice(article.Text), MetricsIn(article, quote.Content)));

    private static IEnumerable<string> MetricsIn(EventWords article, TextSpan span) => article.Numbers.Where(number => span.Contains(number.Span)).Select(number => number.Metric);

    // Whether the article tells as much of the event as of any other, or half as much: what somebody says and no word ties to another may be about it.
    private static bool IsMuchTold(EventWords article, string happening) =>
        article.Triggers.GroupBy(trigger => trigger.Event).Max(group => group.Count()) is var most && article.Triggers.Count(trigger => trigger.Event == happening) * 2 >= most;

    // What most of the sentence is.
    private static WordedQuote? QuoteIn(EventWords article, TextSpan sentence) =>
        article.Quotes.Where(quote => quote.Content.OverlapWith(sentence) * 2 > sentence.Length).OrderByDescending(quote => quote.Content.OverlapWith(sentence)).ThenBy(quote => quote.Id, StringComparer.Ordinal).FirstOrDefault();

    // Who said it, and as what, is no part of what was said, unless it was denied.
    private static string SaidIn(EventWords article, TextSpan sentence)
    {
        var whole = sentence.Slice(article.Text);
        if (QuoteIn(article, sentence) is not { } quote) return whole;
        int start = Math.Max(quote.Content.Start, sentence.Start), end = Math.Min(quote.Content.End, sentence.End);
        return ContentWords.Denies(article.Text[sentence.Start..start] + " " + article.Text[end..sentence.End]) ? whole : article.Text[start..end];
    }
}
