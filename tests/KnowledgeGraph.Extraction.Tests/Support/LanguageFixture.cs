using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Tests.Support;

/// <summary>The language model and the extraction's data, loaded once for all tests that read sentences.</summary>
public sealed class LanguageFixture
{
    private readonly LanguageModel _model = LanguageModel.LoadDefault();

    public LanguageFixture() => Resources = ExtractionResources.Load(_model.Vectors);

    public ExtractionResources Resources { get; }

    public ArticleExtractor Extractor => field ??= new(Resources);

    /// <summary>As the product annotates an article.</summary>
    public Doc Annotate(Article article) => Extractor.Annotate(article, _model);

    public LanguageModel Model => _model;

    public Doc Annotate(string text) => _model.Annotate(text);
}

[CollectionDefinition(Name)]
public sealed class LanguageCollection : ICollectionFixture<LanguageFixture>
{
    public const string Name = "language";
}
