using System.Globalization;
using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>The product's own path from text to contribution, loaded once.</summary>
internal sealed class ExtractionRun
{
    /// <param name="calibrated">Whether confidences are those of the calibration's table, as in the product.</param>
    public ExtractionRun(bool calibrated = true)
    {
        Language = LanguageModel.LoadDefault();
        Resources = ExtractionResources.Load(Language.Vectors);
        if (!calibrated) Resources = Resources with { Confidence = null };
        Extractor = new(Resources);
    }

    public LanguageModel Language { get; }

    public ExtractionResources Resources { get; }

    public ArticleExtractor Extractor { get; }

    public Contribution Extract(Document document)
    {
        var article = ArticleReader.FromText(document.Text, document.Id);
        var published = (string?)document.Json["published"];
        // Two documents of one text are two articles here; day and outlet, where the document has them, are known as they are to the product.
        article = article with
        {
            Id = Ids.Make("a", document.Id, document.Text),
            Published = published is null ? article.Published : PartialDate.Parse(published.Split('T')[0]),
            PublishedAt = published?.Contains('T', StringComparison.Ordinal) == true ? DateTimeOffset.Parse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : article.PublishedAt,
            Outlet = (string?)document.Json["outlet"] ?? article.Outlet,
        };
        return Extractor.Extract(article, Extractor.Annotate(article, Language));
    }
}
