using System.Globalization;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Claims;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Extraction.Times;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Claims;

[Collection(LanguageCollection.Name)]
public class ClaimExtractorTests(LanguageFixture language)
{
    [Theory]
    [InlineData("The storm killed twelve people.", "killed 12 exact people")]
    [InlineData("At least 12 people were killed in the storm.", "killed 12 at_least people")]
    [InlineData("The storm left more than 40 people injured.", "injured 40 more_than people")]
    [InlineData("The storm left at least 40 persons injured.", "injured 40 at_least people")]
    [InlineData("Some 300 villagers were evacuated.", "displaced 300 about villagers")]
    [InlineData("The death toll rose to 19 on Friday.", "killed 19 exact people")]
    [InlineData("The institute put the number of dead at 19.", "killed 19 exact people")]
    [InlineData("Up to 60 miners are trapped underground.", "trapped 60 up_to miners")]
    [InlineData("Rebels fired 14 rockets at the airport.", "rockets_launched 14 exact rockets")]
    [InlineData("Soldiers shot down nine of the drones.", "drones_intercepted 9 exact drones")]
    [InlineData("Nine of the drones were shot down by interceptor drones.", "drones_intercepted_by_interceptor_drones 9 exact drones")]
    [InlineData("Nine of the drones were shot down by villagers.", "drones_intercepted 9 exact drones")]
    [InlineData("Soldiers intercepted 9 out of 14 rockets.", "rockets_intercepted 9 exact rockets; rockets_launched 14 exact rockets")]
    [InlineData("Eleven of 24 trucks were burned.", "trucks_destroyed 11 exact trucks; trucks 24 exact trucks")]
    [InlineData("The fire destroyed 230 houses.", "houses_destroyed 230 exact houses")]
    [InlineData("The quake lasted 40 seconds.", "duration_seconds 40 exact seconds")]
    [InlineData("The 13-hour siege ended at dawn.", "duration_hours 13 exact hours")]
    [InlineData("A magnitude 6.8 earthquake struck the coast.", "magnitude 6.8 exact magnitude")]
    [InlineData("The ministry promised $3 billion.", "amount_usd 3000000000 exact USD")]
    [InlineData("Between 10 and 15 people were wounded.", "injured 10-15 about people")]
    [InlineData("Five people were killed, among them two women.", "killed 5 exact people; women_killed 2 exact women")]
    [InlineData("Hundreds of thousands of people crowded the square.", "people_crowded 100000- about people")]
    [InlineData("The city bought a 240,000 square metre park.", "area_metres 240000 exact metres")]
    [InlineData("Nearly 80 trucks were burned.", "trucks_destroyed 80 about trucks")]
    [InlineData("Ferry capsizes off Zanzibar, killing nine\n\nZANZIBAR, Tanzania — A ferry capsized off the island on Tuesday.", "killed 9 exact people")]
    public void Numbers_become_claims(string sentence, string expected) => Assert.Equal(expected, Read(sentence));

    [Theory]
    [InlineData("It was one of the worst storms in memory.", "a turn of phrase")]
    [InlineData("The storm came in 2019.", "a year")]
    [InlineData("The update is called MX08-078.", "part of a code")]
    [InlineData("The train left at 4:12 a.m.", "a clock time")]
    [InlineData("Maria, 34, is a teacher.", "an age")]
    [InlineData("A 34-year-old teacher spoke.", "an age")]
    [InlineData("The two leaders spoke.", "points back")]
    [InlineData("It was a Category 3 storm.", "tells which")]
    public void What_counts_nothing_is_no_claim(string sentence, string why)
    {
        _ = why;
        Assert.Equal("", Read(sentence));
    }

    [Fact]
    public void Every_claim_slices_to_its_number()
    {
        const string text = "At least 12 people were killed and forty-one wounded when 3 trucks burned.";
        foreach (var claim in Claims(text))
        {
            Assert.Contains(claim.ValueSpan.Slice(text), new[] { "12", "forty-one", "3" });
            Assert.True(claim.Evidence.Sentence.Contains(claim.Evidence.Span));
            Assert.True(claim.Evidence.Span.Contains(claim.ValueSpan));
        }
    }

    private string Read(string sentence) => string.Join("; ", Claims(sentence).Select(c =>
        string.Create(CultureInfo.InvariantCulture, $"{c.Metric} {(c.Value is { } v ? v.ToString(CultureInfo.InvariantCulture) : $"{c.Low}-{c.High}")} {Name(c.Qualifier)} {c.Unit}")));

    private IReadOnlyList<Claim> Claims(string sentence)
    {
        var doc = language.Annotate(sentence);
        var article = ArticleReader.FromText(sentence);
        return new ClaimExtractor(language.Resources.Metrics).Extract(
            new(doc, new TimeIndex(article, doc), _ => true, _ => null, _ => null, _ => null, lemma => lemma is "people" or "person" or "villager" or "miner" or "woman"));
    }

    private static string Name(Qualifier qualifier) => qualifier switch
    {
        Qualifier.AtLeast => "at_least",
        Qualifier.MoreThan => "more_than",
        Qualifier.UpTo => "up_to",
        Qualifier.LessThan => "less_than",
        _ => qualifier.ToString().ToLowerInvariant(),
    };
}
