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
    [InlineData("The ministry promised $3 billion.", "aid 3000000000 exact USD")]
    [InlineData("The bill was $40.", "cost 40 exact USD")]
    [InlineData("The bank sold the unit for 62 euros a share.", "price_per_share 62 exact EUR")]
    [InlineData("The plan would save 13 million euros a year.", "savings 13000000 exact EUR")]
    [InlineData("She found 90 euros.", "amount_eur 90 exact EUR")]
    [InlineData("Its shares rose 24 percent.", "percent_rise 24 exact percent")]
    [InlineData("Some 38 percent of the miners walked out.", "percent_on_strike 38 about percent")]
    [InlineData("Between 10 and 15 people were wounded.", "injured 10-15 about people")]
    [InlineData("Five people were killed, among them two women.", "killed 5 exact people; women_killed 2 exact women")]
    [InlineData("Hundreds of thousands of people crowded the square.", "people_crowded 100000- about people")]
    [InlineData("The city bought a 240,000 square metre park.", "area_metres 240000 exact metres")]
    [InlineData("Nearly 80 trucks were burned.", "trucks_destroyed 80 about trucks")]
    [InlineData("Ferry capsizes off Zanzibar, killing nine\n\nZANZIBAR, Tanzania — A ferry capsized off the island on Tuesday.", "killed 9 exact people")]
    [InlineData("Two dozen trucks were burned.", "trucks_destroyed 24 exact trucks")]
    [InlineData("The siege lasted eight and a half hours.", "duration_hours 8.5 exact hours")]
    [InlineData("The shaft is 90 kilometers deep.", "distance_kilometres 90 exact kilometers")]
    [InlineData("Four rockets were fired and two of them were intercepted.", "rockets_launched 4 exact rockets; rockets_intercepted 2 exact rockets")]
    [InlineData("Some 300 villagers marched. Organisers put the figure at 900.", "attending 300 about villagers; attending 900 exact villagers")]
    [InlineData("Some 300 villagers took part, including 40 miners.", "attending 300 about villagers; miners 40 exact miners")]
    [InlineData("Forty villagers joined the protest.", "attending 40 exact villagers")]
    [InlineData("Sixteen villagers backed the motion and 19 opposed it. Two abstained.", "voted_for 16 exact villagers; voted_against 19 exact people; abstained 2 exact people")]
    [InlineData("Sixteen villagers voted against it and 12 in favour.", "voted_against 16 exact villagers; voted_for 12 exact villagers")]
    [InlineData("Police detained 37 protesters.", "arrested 37 exact protesters")]
    [InlineData("The number of people killed in the fire rose to nine late on Monday.", "killed 9 exact people")]
    [InlineData("The clinic took in 46 wounded villagers.", "injured 46 exact wounded villagers")]
    [InlineData("Some 45 people are still missing.", "missing 45 about people")]
    [InlineData("Rescuers found five more bodies.", "further_killed 5 exact people")]
    [InlineData("Three of the dead were miners.", "killed_in_part 3 exact people")]
    [InlineData("Unions claim a million for their march.", "")]
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
            new(doc, new TimeIndex(article, doc), _ => true, _ => null, _ => null, _ => null, lemma => lemma is "people" or "person" or "villager" or "miner" or "woman" or "protester"));
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
