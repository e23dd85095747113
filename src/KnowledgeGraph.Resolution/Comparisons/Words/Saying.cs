namespace KnowledgeGraph.Resolution;

/// <summary>A quotation of somebody who is known, with its words.</summary>
internal sealed class Saying
{
    // Shorter ones ("No.") are said again and again; longer ones are speeches.
    private const int LeastWords = 5, Longest = 1_000;

    private Saying(ArticleWords article, WordedQuote quote)
    {
        Article = article;
        Quote = Passage.OfQuote(article, quote);
        Folded = Folding.Fold(Quote.Text);
        All = [.. Folded.Split(' ').Select(WordStem.Of)];
    }

    public ArticleWords Article { get; }

    public Passage Quote { get; }

    public string Folded { get; }

    /// <summary>Stems of all words, small ones too.</summary>
    public HashSet<string> All { get; }

    public static List<Saying> Of(ArticleWords article) =>
        [.. article.Quotes.Where(quote => quote.Speaker is not null && quote.Content.End <= article.Text.Length && quote.Content.Length is > 0 and < Longest)
            .Select(quote => new Saying(article, quote)).Where(saying => saying.All.Count >= LeastWords)];
}
