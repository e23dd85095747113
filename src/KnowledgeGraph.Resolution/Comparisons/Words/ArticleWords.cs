using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// What one article says of its events, as far as comparing words needs. Spans are of <see cref="Text"/>. An article reports many events: what follows from
/// it alone, as the words of its sentences, is computed once for all that it is compared on. For one thread.
/// </summary>
/// <param name="id">The article's id.</param>
public sealed class ArticleWords(string id, DateTimeOffset? published, string text)
{
    private readonly Dictionary<TextSpan, SpanWords> _words = [];
    private List<WordedTrigger>? _triggers;
    private OrderedDictionary<string, List<WordedTrigger>>? _events;
    private List<Saying>? _sayings;

    public string Id => id;

    public DateTimeOffset? Published => published;

    public string Text => text;

    /// <summary>All its reports, of all events.</summary>
    public IReadOnlyList<WordedReport> Reports { get; init; } = [];

    /// <summary>Its relations that have an event at one end.</summary>
    public IReadOnlyList<WordedRelation> Relations { get; init; } = [];

    /// <summary>All its quotes.</summary>
    public IReadOnlyList<WordedQuote> Quotes { get; init; } = [];

    /// <summary>All its claims: they are compared as numbers, not as words.</summary>
    public IReadOnlyList<WordedNumber> Numbers { get; init; } = [];

    /// <summary>The words that evoke its events.</summary>
    internal List<WordedTrigger> Triggers => _triggers ??= [.. Reports.SelectMany(report => report.Triggers.Select(trigger => new WordedTrigger(report.Event, trigger, report.Sentence)))];

    /// <summary>The words that evoke each of its events, by the event's global id; in the order of its reports.</summary>
    internal OrderedDictionary<string, List<WordedTrigger>> Events => _events ??= new(Triggers.GroupBy(trigger => trigger.Event).Select(group => KeyValuePair.Create(group.Key, group.ToList())));

    /// <summary>Its quotations of people who are known.</summary>
    internal List<Saying> Sayings => _sayings ??= Saying.Of(this);

    /// <summary>Whether a span lies in the text and has words.</summary>
    internal bool Has(TextSpan span) => !span.IsEmpty && span.Start >= 0 && span.End <= text.Length;

    /// <summary>The content words of a span of the text.</summary>
    internal SpanWords WordsOf(TextSpan span) => _words.TryGetValue(span, out var known) ? known : _words[span] = new(ContentWords.Of(span.Slice(text)));

    /// <summary>A whole sentence as the article's own word.</summary>
    internal WordedStatement Says(TextSpan sentence, string position) => new(StatementId(sentence), id, published, sentence, sentence, null, position);

    /// <summary>Id of what the article says from an offset on.</summary>
    internal string StatementId(TextSpan span) => string.Create(CultureInfo.InvariantCulture, $"{id}-s{span.Start:D7}");
}

/// <summary>The content words of a span, and their stems.</summary>
internal sealed class SpanWords(List<ContentWord> words)
{
    public List<ContentWord> Words => words;

    public HashSet<string> Stems { get; } = [.. words.Select(word => word.Stem)];
}

/// <summary>What one article says of one event.</summary>
internal sealed class EventWords(string happening, ArticleWords article)
{
    public string Happening => happening;

    public ArticleWords Article => article;

    /// <summary>Its reports of the event.</summary>
    public List<WordedReport> Reports { get; } = [.. article.Reports.Where(report => report.Event == happening)];

    /// <summary>Its relations that have the event at one end.</summary>
    public List<WordedRelation> Relations { get; } = [.. article.Relations.Where(relation => relation.Subject == happening || relation.Object == happening)];
}

/// <param name="Event">Global id of the event.</param>
/// <param name="Place">Global id of the place where it happened; null where not stated.</param>
/// <param name="PlaceName">The place's name, for people.</param>
/// <param name="IsCountry">Whether the place is a country.</param>
public sealed record WordedReport(string Id, string Event, IReadOnlyList<TextSpan> Triggers, TextSpan Sentence, string? Place, string? PlaceName, bool IsCountry);

/// <param name="Subject">Global id of the entity or event.</param>
/// <param name="Object">Global id of the entity or event.</param>
public sealed record WordedRelation(string Id, string Subject, string Predicate, string? Object, bool Negated, TextSpan Sentence);

/// <param name="Speaker">Global id of who speaks; null where not known.</param>
/// <param name="Via">Global id of who carries the words; null where the article does.</param>
public sealed record WordedQuote(string Id, string? Speaker, string? Via, QuoteKind Kind, TextSpan Content, TextSpan Sentence);

public sealed record WordedNumber(string Metric, TextSpan Span);

/// <param name="Event">Global id.</param>
/// <param name="Sentence">The sentence that tells most of that event in the article.</param>
internal sealed record WordedTrigger(string Event, TextSpan Span, TextSpan Sentence);

/// <summary>One side of a comparison of words: a sentence or a quotation of one article.</summary>
/// <param name="Id">Unique within the corpus: article, <c>-s</c>, offset.</param>
/// <param name="Span">The words that are compared.</param>
/// <param name="Sentence">The sentence, or sentences, that they stand in.</param>
/// <param name="Source">Global id of who says so; null where the article does.</param>
/// <param name="Position">Which side it takes: equal positions say the same.</param>
public sealed record WordedStatement(string Id, string Article, DateTimeOffset? Published, TextSpan Span, TextSpan Sentence, string? Source, string Position);

/// <summary>How articles differ in words on one aspect of an event.</summary>
/// <param name="Aspect">
/// <c>wording</c> (how they tell what happened), <c>denial</c> (one affirms what the other denies), <c>detail</c> (two things that cannot both be),
/// <c>quote</c> (one saying in two versions), <c>attribution</c> (who says so), <c>place</c>, <c>reason</c>; behind a slash, where it
/// is not the event as a whole, two words that tell which statement it is.
/// </param>
/// <param name="Statements">By publication, then by id.</param>
public sealed record WordDifference(string Aspect, IReadOnlyList<WordedStatement> Statements, DifferenceKind Kind, IReadOnlyList<string> Reasons)
{
    public int Articles => Statements.Select(statement => statement.Article).Distinct().Count();

    /// <summary>How many sides there are.</summary>
    public int Positions => Statements.Select(statement => statement.Position).Distinct().Count();

    public string FirstArticle => Statements[0].Article;
}
