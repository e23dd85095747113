using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Extraction.Times;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Times;

[Collection(LanguageCollection.Name)]
public class TimeIndexTests(LanguageFixture language)
{
    // Published on Wednesday, 22 April 2026.
    [Theory]
    [InlineData("The minister resigned on Monday.", "resigned", "2026-04-20", "the Monday before")]
    [InlineData("The minister will resign on Monday.", "resign", "2026-04-27", "the Monday to come")]
    [InlineData("The minister resigned on Wednesday.", "resigned", "2026-04-22", "the day itself")]
    [InlineData("The minister resigned yesterday.", "resigned", "2026-04-21", "")]
    [InlineData("The minister resigned on 3 March 2024.", "resigned", "2024-03-03", "")]
    [InlineData("The minister resigned on March 3, 2024.", "resigned", "2024-03-03", "")]
    [InlineData("The minister resigned on March 3.", "resigned", "2026-03-03", "the nearest year")]
    [InlineData("The minister resigned in December.", "resigned", "2025-12", "partial dates stay partial; the December before")]
    [InlineData("The minister resigned in 2019.", "resigned", "2019", "")]
    [InlineData("The minister resigned three days ago.", "resigned", "2026-04-19", "")]
    [InlineData("The minister resigned two months ago.", "resigned", "2026-02", "")]
    [InlineData("The minister resigned last week.", "resigned", "2026-04-13/2026-04-19", "Monday to Sunday")]
    [InlineData("The minister resigned last year.", "resigned", "2025", "")]
    [InlineData("Gunmen shelled the port overnight into Tuesday.", "shelled", "2026-04-20/2026-04-21", "")]
    [InlineData("Gunmen shelled the port late on Sunday night.", "shelled", "2026-04-19", "")]
    [InlineData("Monday's strike closed the port.", "strike", "2026-04-20", "a possessive dates the noun")]
    [InlineData("The minister has led the party since 2019.", "led", "2019/2026-04-22", "")]
    [InlineData("The army moved on Tuesday, three days after gunmen attacked a convoy.", "attacked", "2026-04-18", "counted from the other clause")]
    [InlineData("The rebels on Tuesday denied attacking the convoy.", "attacking", null, "the denial's day is not the deed's")]
    [InlineData("The rebels on Tuesday began attacking the port.", "attacking", "2026-04-21", "")]
    [InlineData("The minister resigned before Monday.", "resigned", null, "a limit, not a date")]
    [InlineData("The blast killed seven people and wounded 15 on Sunday.", "killed", "2026-04-19", "the last of two has it for both")]
    [InlineData("The blast killed seven people and the port closed on Sunday.", "killed", null, "another did that")]
    [InlineData("The firm was fined in 2022 for a collapse that killed a worker.", "killed", "2022", "the year that its clause belongs to")]
    [InlineData("Police said on Monday that the men who killed a worker fled.", "killed", null, "Monday is the telling's")]
    [InlineData("The minister recently resigned.", "resigned", null, "vague")]
    public void A_verb_or_event_noun_happens_when_its_words_say(string sentence, string word, string? expected, string why)
    {
        _ = why;
        Assert.Equal(expected, DateOf($"{sentence}", word, "2026-04-22"));
    }

    [Theory]
    [InlineData("The minister resigned on Monday.", null)]
    [InlineData("The minister resigned on 3 March 2024.", "2024-03-03")]
    [InlineData("The minister resigned on Monday. He was sworn in on 22 April 2026.", "2026-04-20")]
    public void Without_a_day_of_publication_the_last_complete_date_stands_for_it(string sentence, string? expected) =>
        Assert.Equal(expected, DateOf(sentence, "resigned", null));

    private string? DateOf(string sentence, string word, string? published)
    {
        var article = ArticleReader.FromText(sentence) with { Published = published is null ? null : PartialDate.Parse(published) };
        var doc = language.Annotate(sentence);
        return new TimeIndex(article, doc).DateOfPredicate(doc.First(t => t.Text == word).Index)?.ToString();
    }
}
