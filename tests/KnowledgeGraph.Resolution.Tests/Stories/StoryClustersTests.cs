namespace KnowledgeGraph.Resolution.Tests.Stories;

public sealed class StoryClustersTests
{
    [Fact]
    public void Texts_on_one_happening_are_one_story()
    {
        string[] texts =
        [
            "A ferry sank off Bergen; divers searched the wreck of the ferry.", "The comet was seen over Lisbon; astronomers praised the comet.",
            "Divers found the wreck of the ferry that sank near Bergen.", "Astronomers in Lisbon filmed the comet.", "Nothing else to report here.", "Parliament votes on taxes.",
        ];
        Assert.Equal([0, 1, 0, 1, 2, 3], StoryClusters.Of(texts));
    }

    [Theory]
    [InlineData("shooting", "shot")]
    [InlineData("died", "death")]
    [InlineData("attacks", "attacked")]
    [InlineData("stopped", "stopping")]
    public void Forms_of_one_word_have_one_stem(string a, string b) => Assert.Equal(WordStem.Of(a), WordStem.Of(b));
}
