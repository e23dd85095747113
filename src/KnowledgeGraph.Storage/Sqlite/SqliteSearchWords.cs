using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// The full-text rows of articles and their quotes. A row's number begins with the day of publication, so that the index itself gives the latest matches
/// first and those of a range of days alone; then comes the article's number, and for a quote the number in its local id. No table has to name another.
/// </summary>
internal sealed class SqliteSearchWords(SqlSession session)
{
    public const int QuotesPerArticle = 65536;

    // With 22 bits of a day and 16 of a quote's number, a row's number has 62.
    private const int ArticleBits = 24;

    /// <summary>Article numbers have to be below.</summary>
    public const int MostArticles = 1 << ArticleBits;

    private readonly SortedDictionary<long, Contribution> _added = [];

    /// <summary>The row of an article; its quotes' rows begin at <see cref="QuotesPerArticle"/> times it.</summary>
    public static long Row(int day, long article) => FirstRow(day) | article;

    /// <summary>No row of an earlier day has a number as large.</summary>
    public static long FirstRow(int day) => (long)day << ArticleBits;

    /// <summary>
    /// The row of a quote, which begins with its article's. Its number is moved by the article's: rows that were deleted stand in tables by their last bits, and those of first quotes would all stand in
    /// one place, where every row that matches is looked for.
    /// </summary>
    public static long QuoteRow(long row, int number) => (row * QuotesPerArticle) + ((number + Moved(row)) % QuotesPerArticle);

    /// <summary>The number in the local id of the quote that a row of <see cref="QuoteRow"/> is of.</summary>
    public static int QuoteNumber(long quoteRow) => (int)((quoteRow % QuotesPerArticle) + QuotesPerArticle - Moved(quoteRow / QuotesPerArticle)) % QuotesPerArticle;

    private static int Moved(long row) => (int)(Article(row) * 40503 % QuotesPerArticle);

    public static int Day(long row) => (int)(row >> ArticleBits);

    public static long Article(long row) => row & (MostArticles - 1);

    /// <summary>Takes an article's words; <see cref="Flush"/> writes them.</summary>
    public void Add(long article, Contribution contribution) => _added[Row(PreparedArticle.DayOf(contribution.Article), article)] = contribution;

    /// <param name="day">The day under which it was added.</param>
    public void Remove(long article, int day)
    {
        var row = Row(day, article);
        if (_added.Remove(row)) return;
        session.Execute("DELETE FROM title_words WHERE rowid = $1", row);
        session.Execute("DELETE FROM article_words WHERE rowid = $1", row);
        session.Execute("DELETE FROM quote_words WHERE rowid >= $1 AND rowid < $2", row * QuotesPerArticle, (row + 1) * QuotesPerArticle);
    }

    /// <summary>Writes the words taken, by rising row: each row that falls makes the index write a segment of its own.</summary>
    public void Flush()
    {
        foreach (var (row, contribution) in _added)
        {
            var article = contribution.Article;
            session.Execute("INSERT INTO title_words (rowid, title) VALUES ($1, $2)", row, article.Title ?? "");
            session.Execute("INSERT INTO article_words (rowid, title, text) VALUES ($1, $2, $3)", row, article.Title ?? "", PreparedArticle.Searchable(article));
            foreach (var (number, quote) in contribution.Quotes.Select(quote => (Row: QuoteRow(row, LocalNumber(quote.Id)), quote)).OrderBy(pair => pair.Row))
                session.Execute("INSERT INTO quote_words (rowid, quote) VALUES ($1, $2)", number, quote.Content.Slice(article.Text));
        }
        _added.Clear();
    }

    public static int LocalNumber(string quoteId) => ushort.Parse(quoteId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
}
