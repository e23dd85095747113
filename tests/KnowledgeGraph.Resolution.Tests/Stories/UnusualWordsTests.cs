namespace KnowledgeGraph.Resolution.Tests.Stories;

public sealed class UnusualWordsTests
{
    [Theory]
    [InlineData("school", "parliament", "a thing of every day, one of the news")]
    [InlineData("parliament", "brigand", "a thing of the news, one hardly heard of")]
    [InlineData("london", "sundvik", "a capital, a place that no list has")]
    [InlineData("12", "1347", "a short number, a long one")]
    public void A_rarer_word_tells_more(string usual, string rare, string why) =>
        Assert.True(UnusualWords.Weight(WordStem.Of(usual)) < UnusualWords.Weight(WordStem.Of(rare)), why);

    [Fact]
    public void Weights_lie_between_nearly_nothing_and_one()
    {
        Assert.Equal(0.05, UnusualWords.Weight("the"));
        Assert.Equal(1, UnusualWords.Weight("xylquist"));
    }
}
