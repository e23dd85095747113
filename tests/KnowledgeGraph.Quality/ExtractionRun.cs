using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>The product's own path from text to contribution, loaded once.</summary>
internal sealed class ExtractionRun
{
    public LanguageModel Language { get; } = LanguageModel.LoadDefault();

    public ArticleExtractor Extractor { get; } = new(ExtractionResources.Load());

    public Contribution Extract(Document document)
    {
        var article = ArticleReader.FromText(document.Text, document.Id);
        return Extractor.Extract(article, Language.Annotate(document.Text));
    }
}
