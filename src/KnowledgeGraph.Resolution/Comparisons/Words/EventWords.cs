using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>What one article says of an event, as far as comparing words needs. Spans are of <paramref name="Text"/>.</summary>
/// <param name="Reports">Its reports of the event.</param>
/// <param name="Relations">Its relations that have the event at one end.</param>
/// <param name="Quotes">All its quotes.</param>
/// <param name="Numbers">All its claims: they are compared as numbers, not as words.</param>
/// <param name="Triggers">The words that evoke its events, this and all others, each with the event's global id; in the order of its reports.</param>
public sealed record EventWords(
    string Article,
    DateTimeOffset? Published,
    string Text,
    IReadOnlyList<WordedReport> Reports,
    IReadOnlyList<WordedRelation> Relations,
    IReadOnlyList<WordedQuote> Quotes,
    IReadOnlyList<WordedNumber> Numbers,
    IReadOnlyList<WordedTrigger> Triggers)
{
    /// <summary>Id of what an article says from an offset on.</summary>
    internal static string StatementId(string article, TextSpan span) => string.Create(CultureInfo.InvariantCulture, $"{article}-s{span.Start:D7}");

    /// <summary>A whole sentence as the article's own word.</summary>
    internal WordedStatement Says(TextSpan sentence, string position) => new(StatementId(Article, sentence), Article, Published, sentence, sentence, null, position);
}

/// <param name="Place">Global id of the place where it happened; null where not stated.</param>
/// <param name="PlaceName">The place's name, for people.</param>
/// <param name="IsCountry">Whether the place is a country.</param>
public sealed record WordedReport(string Id, IReadOnlyList<TextSpan> Triggers, TextSpan Sentence, string? Place, string? PlaceName, bool IsCountry);

/// <param name="Subject">Global id of the entity or event.</param>
/// <param name="Object">Global id of the entity or event.</param>
public sealed record WordedRelation(string Id, string Subject, string Predicate, string? Object, bool Negated, TextSpan Sentence);

/// <param name="Speaker">Global id of who speaks; null where not known.</param>
/// <param name="Via">Global id of who carries the words; null where the article does.</param>
public sealed record WordedQuote(string Id, string? Speaker, string? Via, QuoteKind Kind, TextSpan Content, TextSpan Sentence);

public sealed record WordedNumber(string Metric, TextSpan Span);

/// <param name="Event">Global id.</param>
/// <param name="Sentence">The sentence that tells most of that event in the article.</param>
public sealed record WordedTrigger(string Event, TextSpan Span, TextSpan Sentence);

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
