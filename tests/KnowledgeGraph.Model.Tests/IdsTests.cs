using KnowledgeGraph.Model;

namespace KnowledgeGraph.Model.Tests;

public class IdsTests
{
    [Fact]
    public void The_same_text_gives_the_same_id() => Assert.Equal(Ids.ForArticle("A text."), Ids.ForArticle("A text."));

    [Fact]
    public void An_address_names_the_article_whatever_its_text_is() =>
        Assert.Equal(Ids.ForArticle("First version.", "https://example.org/1"), Ids.ForArticle("Second version.", "https://example.org/1"));

    [Fact]
    public void Parts_are_kept_apart() => Assert.NotEqual(Ids.Make("x", "ab", "c"), Ids.Make("x", "a", "bc"));

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("München 🙂")]
    public void An_id_is_twenty_plain_characters(string part) => Assert.Matches("^x[0-9a-z]{19}$", Ids.Make("x", part));
}
