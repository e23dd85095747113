using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>The product's own path from text to contribution, loaded once.</summary>
internal sealed class ExtractionRun
{
    public ExtractionRun()
    {
        Language = LanguageModel.LoadDefault();
        Resources = ExtractionResources.Load(Language.Vectors);
        Extractor = new(Resources);
    }

    public LanguageModel Language { get; }

    public ExtractionResources Resources { get; }

    public ArticleExtractor Extractor { get; }

    public Contribution Extract(Document document)
    {
        var article = ArticleReader.FromText(document.Text, document.Id);
        return Extractor.Extract(article, Language.Annotate(document.Text));
    }
}
