namespace KnowledgeGraph.Nlp.Tests;

/// <summary>The model, loaded once for all tests that annotate.</summary>
public sealed class ModelFixture
{
    public LanguageModel Model { get; } = LanguageModel.LoadDefault();
}

[CollectionDefinition(Name)]
public sealed class ModelCollection : ICollectionFixture<ModelFixture>
{
    public const string Name = "language model";
}
