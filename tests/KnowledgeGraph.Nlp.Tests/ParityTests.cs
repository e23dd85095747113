using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Nlp.Tests;

/// <summary>The same weights gave the goldens in spaCy 3.8: every field of every token must be equal.</summary>
[Collection(ModelCollection.Name)]
public class ParityTests(ModelFixture fixture)
{
    [Fact]
    public void Tricky_texts_are_annotated_as_spacy_does() =>
        AssertAtMost(0, Path.Combine(AppContext.BaseDirectory, "goldens", "tricky.jsonl"));

    [SharedFact]
    public void News_articles_are_annotated_as_spacy_does() => AssertAtMost(0, Repository.SharedPath("nlp", "goldens", "seeds.jsonl"));

    /// <summary>A near tie of two scores may fall the other way in another order of summation.</summary>
    [SharedFact]
    public void Long_and_varied_documents_are_annotated_as_spacy_does_but_for_near_ties()
    {
        AssertAtMost(3, Repository.SharedPath("nlp", "goldens", "gum.jsonl.gz"));
        AssertAtMost(3, Repository.SharedPath("nlp", "goldens", "carb.jsonl.gz"));
    }

    private void AssertAtMost(int differing, string path)
    {
        var parity = Parity.Of(fixture.Model, path);
        Assert.True(parity.Tokens > 0 && parity.Differing <= differing, $"{parity}\n{string.Join('\n', parity.Examples)}");
    }
}
