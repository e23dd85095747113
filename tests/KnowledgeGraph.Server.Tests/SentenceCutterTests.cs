using KnowledgeGraph.Server.GraphQL.Types;

namespace KnowledgeGraph.Server.Tests;

public class SentenceCutterTests
{
    [Theory]
    // The text has a bar before and after the sentence that is known.
    [InlineData("It rained. |He left.| She stayed.", "It rained.", "She stayed.")]
    [InlineData("|He left.| She stayed. It rained.", null, "She stayed.")]
    [InlineData("It rained. She stayed. |He left.|", "She stayed.", null)]
    [InlineData("“It rained,” he said. “Go!” |He left.| “Stay,” she said.", "“Go!”", "“Stay,” she said.")]
    [InlineData("Dr. Ana Lopez met Gen. J. Ruiz. |He left.| Mr. Kim of the U.S. Navy stayed. More.", "Dr. Ana Lopez met Gen. J. Ruiz.", "Mr. Kim of the U.S. Navy stayed.")]
    [InlineData("Headline without a stop\n\n|He left.|\n\nNext paragraph", "Headline without a stop", "Next paragraph")]
    [InlineData("It cost 3.5 million. |He left.| It fell 2.1 percent. End.", "It cost 3.5 million.", "It fell 2.1 percent.")]
    [InlineData("Why? |He left.| Nobody knows", "Why?", "Nobody knows")]
    public void The_sentences_beside_are_found(string marked, string? before, string? after)
    {
        var (start, end) = (marked.IndexOf('|'), marked.LastIndexOf('|') - 1);
        var text = marked.Replace("|", "");

        Assert.Equal((before, after), (SentenceCutter.Before(text, start)?.Slice(text), SentenceCutter.After(text, end)?.Slice(text)));
    }

    [Fact]
    public void A_text_without_an_end_is_cut_at_the_longest_answer()
    {
        var text = new string('x', 5000);
        Assert.Equal(SentenceCutter.Longest, SentenceCutter.Before(text, 4000)!.Value.Length);
        Assert.Equal(SentenceCutter.Longest, SentenceCutter.After(text, 100)!.Value.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" .")]
    [InlineData("\ud83d\ude00\ud83d\ude00. \ud83d\ude00")]
    [InlineData("a. \n\r B\n.\"?! C")]
    public void No_offset_of_any_text_breaks_it(string text)
    {
        for (var offset = 0; offset <= text.Length; offset++)
        {
            Assert.True(SentenceCutter.Before(text, offset) is not { } before || (before.Start >= 0 && before.Start < before.End && before.End <= offset));
            Assert.True(SentenceCutter.After(text, offset) is not { } after || (after.Start >= offset && after.Start < after.End && after.End <= text.Length));
        }
    }
}
