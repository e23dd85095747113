using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A sentence or quotation of one article, with its words.</summary>
/// <param name="span">The words that are compared.</param>
/// <param name="sentence">What they stand in.</param>
/// <param name="said">What of them tells something, without who said it.</param>
internal sealed class Passage(ArticleWords article, TextSpan span, TextSpan sentence, TextSpan said)
{
    private const int MostWordsOfSpeaker = 8, MostCharacters = 2_000;

    private readonly SpanWords _words = article.WordsOf(said);
    private HashSet<string>? _events;

    public string Id { get; } = article.StatementId(span);

    public string Article => article.Id;

    public DateTimeOffset? Published => article.Published;

    public TextSpan Span => span;

    public TextSpan Sentence => sentence;

    /// <summary>Whether it is what the article tells the event by.</summary>
    public bool IsMain { get; init; }

    /// <summary>Who says so; null where the article does.</summary>
    public string? Source { get; init; }

    /// <summary>What tells one source from another within an event: what a source without a name is called, else who it is.</summary>
    public string? SourceKey => SourcedNumber.KeyOf(Source, Called);

    /// <summary>What the article calls a source that is called so alone; see <see cref="UnnamedSpeaker"/>.</summary>
    public string? Called { get; init; }

    /// <summary>Who carries the words of <see cref="Source"/>; null where the article does.</summary>
    public string? Via { get; init; }

    /// <summary>How the words are given; null for a sentence of the article.</summary>
    public QuoteKind? Quoted { get; init; }

    /// <summary>The words of <see cref="Span"/>.</summary>
    public string Text { get; } = span.Slice(article.Text);

    public List<ContentWord> Words => _words.Words;

    public HashSet<string> Stems => _words.Stems;

    /// <summary>The metrics that it has numbers of.</summary>
    public HashSet<string> Metrics { get; } = [.. article.Numbers.Where(number => span.Contains(number.Span)).Select(number => number.Metric)];

    /// <summary>The events of which the article tells most in the sentence that this stands in, by their global ids.</summary>
    public HashSet<string> Events => _events ??= [.. article.Triggers.Where(trigger => trigger.Sentence.Overlaps(sentence)).Select(trigger => trigger.Event)];

    /// <summary>Whether a word of its sentence evokes an event.</summary>
    public bool EvokesAny => article.Triggers.Exists(trigger => sentence.Contains(trigger.Span));

    /// <summary>The words by which its article tells of each event.</summary>
    public IReadOnlyDictionary<string, List<WordedTrigger>> EventsOfArticle => article.Events;

    public WordedStatement At(string position) => new(Id, Article, Published, span, sentence, Source, position);

    /// <summary>The order in which sides are shown: by publication, then by id.</summary>
    public static IOrderedEnumerable<Passage> Ordered(IEnumerable<Passage> passages) => Ordered(passages, passage => passage);

    /// <inheritdoc cref="Ordered(IEnumerable{Passage})"/>
    public static IOrderedEnumerable<T> Ordered<T>(IEnumerable<T> items, Func<T, Passage> passage) =>
        items.OrderBy(item => passage(item).Published ?? DateTimeOffset.MaxValue).ThenBy(item => passage(item).Id, StringComparer.Ordinal);

    /// <summary>What an article says of an event, sentence by sentence.</summary>
    public static List<Passage> Of(EventWords told)
    {
        var article = told.Article;
        var sentences = told.Reports.SelectMany(report => report.Triggers.Where(article.Has).Select(trigger => SentenceBounds.Around(article.Text, trigger)))
            .Concat(told.Relations.Select(relation => relation.Sentence).Where(article.Has))
            .Concat(IsMuchTold(told) ? article.Quotes.Select(quote => SentenceBounds.Around(article.Text, quote.Content)).Where(sentence => !article.Triggers.Exists(trigger => sentence.Contains(trigger.Span))) : []);
        var found = new List<TextSpan>();
        foreach (var sentence in sentences.OrderByDescending(sentence => sentence.Length).ThenBy(sentence => sentence))
            if (!found.Exists(other => other.OverlapWith(sentence) * 2 > sentence.Length)) found.Add(sentence);
        return [.. found.Order().Select(sentence => OfSentence(told, sentence))];
    }

    /// <summary>A quotation as a passage.</summary>
    public static Passage OfQuote(ArticleWords article, WordedQuote quote) =>
        new(article, quote.Content, quote.Sentence, quote.Content) { Source = quote.Speaker, Called = CalledBy(article, quote), Via = quote.Via, Quoted = quote.Kind };

    private static Passage OfSentence(EventWords told, TextSpan sentence)
    {
        var quote = QuoteIn(told.Article, sentence);
        return new(told.Article, sentence, sentence, SaidIn(told.Article, sentence, quote)) { IsMain = told.Reports.Exists(report => report.Sentence.Overlaps(sentence)), Source = quote?.Speaker, Called = quote is null ? null : CalledBy(told.Article, quote) };
    }

    // Whether the article tells as much of the event as of any other, or half as much: what somebody says and no word ties to another may be about it.
    private static bool IsMuchTold(EventWords told) => told.Article.Events is var events && events.GetValueOrDefault(told.Happening, []).Count * 2 >= events.Values.Select(triggers => triggers.Count).DefaultIfEmpty().Max();

    /// <summary>The same as somebody's words, where it is nothing but these and who said them; null where it is more.</summary>
    public Passage? AsSaid() => article.Quotes.Where(IsAllButSpeaker).OrderBy(quote => quote.Id, StringComparer.Ordinal).FirstOrDefault() is { } quote
        ? new(article, sentence, sentence, SaidIn(article, sentence, quote)) { Source = quote.Speaker, Called = CalledBy(article, quote) }
        : null;

    private static string? CalledBy(ArticleWords article, WordedQuote quote) =>
        quote.Speaker is not null && quote.Sentence.End <= article.Text.Length && quote.Sentence.Length < MostCharacters ? UnnamedSpeaker.Of(article.Text, quote.Sentence, quote.Content) : null;

    // Somebody's name and office, and "said": few words, all of them before what was said or all after it.
    private bool IsAllButSpeaker(WordedQuote quote)
    {
        if (quote.Speaker is null || !sentence.Contains(quote.Content) || article.WordsOf(quote.Content).Stems.Count < 2) return false;
        int Words(int from, int to) => article.Text[from..to].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));
        int before = Words(sentence.Start, quote.Content.Start), after = Words(quote.Content.End, sentence.End);
        return (before == 0 || after == 0) && before + after <= MostWordsOfSpeaker;
    }

    // What most of the sentence is.
    private static WordedQuote? QuoteIn(ArticleWords article, TextSpan sentence) =>
        article.Quotes.Where(quote => quote.Content.OverlapWith(sentence) * 2 > sentence.Length).OrderByDescending(quote => quote.Content.OverlapWith(sentence)).ThenBy(quote => quote.Id, StringComparer.Ordinal).FirstOrDefault();

    // Who said it, and as what, is no part of what was said, unless it was denied.
    private static TextSpan SaidIn(ArticleWords article, TextSpan sentence, WordedQuote? quote)
    {
        if (quote is null) return sentence;
        int start = Math.Max(quote.Content.Start, sentence.Start), end = Math.Min(quote.Content.End, sentence.End);
        return ContentWords.Denies(article.Text[sentence.Start..start] + " " + article.Text[end..sentence.End]) ? sentence : new(start, end);
    }
}
