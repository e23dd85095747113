namespace KnowledgeGraph.Resolution.Tests.Stories;

public sealed class StoryWordsTests
{
    private const string Ferry = "The ferry Lofren capsized off Ostrik. Divers searched the Lofren for the captain; the ferry had left Ostrik at dawn.";

    private static double Likeness(string a, string b) => new StoryWords(StoryWords.Of(a)).Likeness(new(StoryWords.Of(b)));

    [Fact]
    public void Words_are_kept_with_how_often_they_stand_the_most_telling_first()
    {
        var words = StoryWords.Of(Ferry);
        Assert.Equal(["2lofren", "2ostrik"], words.Take(2).Order(StringComparer.Ordinal));
        Assert.Contains("2ferry", words);
    }

    [Fact]
    public void One_name_makes_no_two_short_texts_alike() =>
        Assert.True(Likeness("Four people were killed in a bus crash near Lofren.", "Seven people were killed in a stampede at a match in Lofren, where police used tear gas.") < 0.15);

    [Fact]
    public void Texts_of_one_story_are_more_alike_than_texts_of_one_kind()
    {
        var same = Likeness(Ferry, "Twelve are missing after the Lofren sank near Ostrik, where divers went down to the ferry.");
        var kind = Likeness(Ferry, "Twelve are missing after a trawler sank near Kastel, where divers went down to the wreck.");
        Assert.True(same > 2 * kind, $"{same} and {kind}");
        var whole = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"name{(char)('a' + i % 26)}{(char)('a' + i / 26)}x"));
        Assert.Equal(1, Likeness(whole, whole), 9);
        Assert.Equal(0, Likeness(Ferry, ""));
    }
}
