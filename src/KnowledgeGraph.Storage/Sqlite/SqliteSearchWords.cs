using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// The full-text rows of an article and its quotes. A quote's row number is its article's times <see cref="QuotesPerArticle"/> plus the number in its
/// local id, so that neither table has to name the other.
/// </summary>
internal sealed class SqliteSearchWords(SqlSession session)
{
    public const int QuotesPerArticle = 65536;

    public void AddArticle(long number, Contribution contribution)
    {
        var article = contribution.Article;
        session.Execute("INSERT INTO article_words (rowid, title, text) VALUES ($1, $2, $3)", number, article.Title ?? "", PreparedArticle.Searchable(article));
        foreach (var quote in contribution.Quotes)
            session.Execute("INSERT INTO quote_words (rowid, quote) VALUES ($1, $2)", number * QuotesPerArticle + LocalNumber(quote.Id), quote.Content.Slice(article.Text));
    }

    public void RemoveArticle(long number)
    {
        session.Execute("DELETE FROM article_words WHERE rowid = $1", number);
        session.Execute("DELETE FROM quote_words WHERE rowid >= $1 AND rowid < $2", number * QuotesPerArticle, (number + 1) * QuotesPerArticle);
    }

    public static int LocalNumber(string quoteId) => ushort.Parse(quoteId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
}
