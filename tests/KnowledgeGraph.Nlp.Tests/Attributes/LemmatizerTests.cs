namespace KnowledgeGraph.Nlp.Tests.Attributes;

[Collection(ModelCollection.Name)]
public class LemmatizerTests(ModelFixture fixture)
{
    [Theory]
    [InlineData("Two ships were sunk.", "two ship be sink .")]
    [InlineData("The children have gone.", "the child have go .")]
    [InlineData("They won't attack.", "they will not attack .")]
    [InlineData("He's the better leader.", "he be the well leader .")]
    [InlineData("We're gonna see Paris.", "we be go to see Paris .")]
    public void Words_get_their_base_form(string text, string lemmas) =>
        Assert.Equal(lemmas, string.Join(' ', fixture.Model.Annotate(text).Select(t => t.Lemma)));
}
