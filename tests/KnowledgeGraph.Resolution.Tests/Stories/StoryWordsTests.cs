namespace KnowledgeGraph.Resolution.Tests.Stories;

public sealed class StoryWordsTests
{
    private const string Ferry = "The ferry Lofren capsized off Ostrik. Divers searched the Lofren for the captain; the ferry had left Ostrik at dawn.";

    [Fact]
    public void The_words_that_tell_most_come_first()
    {
        var words = StoryWords.Of(Ferry);
        Assert.Equal(["lofren", "ostrik"], words.Take(2).Order(StringComparer.Ordinal));
        Assert.Contains("ferry", words);
        Assert.Equal("for", words[^1]);
    }

    [Fact]
    public void Of_a_long_text_the_most_telling_are_taken() =>
        Assert.Equal(40, StoryWords.Of(string.Join(' ', Enumerable.Range(0, 26).SelectMany(first => Enumerable.Range(0, 26).Select(second => $"lof{(char)('a' + first)}{(char)('a' + second)}")))).Count);

    [Fact]
    public void A_text_without_words_has_none() => Assert.Empty(StoryWords.Of("12, 14 - 16."));
}
