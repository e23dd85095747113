using System.Globalization;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Claims;

/// <summary>Claims with what they hang on in the article: the happening, the place, who counted.</summary>
[Collection(LanguageCollection.Name)]
public sealed class ArticleClaimsTests(LanguageFixture language)
{
    [Theory]
    [InlineData("The town hall put the crowd at 5,000.", "attending 5000 by The town hall")]
    [InlineData("Nurses marched in Arica on Monday. The march was peaceful. Some 40 nurses were arrested.", "arrested 40 of protest")]
    [InlineData("A flood hit Arica on Monday. The flood came at night. Some 300 residents are missing.", "missing 300 of disaster")]
    [InlineData("Nurses marched in Chile on Monday, with 900 taking part in Arica.", "attending 900 in Arica")]
    [InlineData("A flood killed 30 people in Chile. Twelve of the dead lived in the town of Arica.", "killed 12 in Arica")]
    public void Claim_is_of_a_happening_a_place_and_a_source(string text, string expected)
    {
        var found = Claims(text).ToList();
        Assert.True(found.Exists(claim => expected.Split(' ')[..2].SequenceEqual(claim.Split(' ')[..2]) && claim.Contains(expected[expected.IndexOf(' ', expected.IndexOf(' ') + 1)..], StringComparison.Ordinal)), string.Join(" / ", found));
    }

    /// <summary>What an article says of passengers, jobs and shares hangs on what it tells of, though no word ties the two; what was in another year does not.</summary>
    [Theory]
    [InlineData("A train crashed near Arica on Monday. There were 214 passengers. The train crash closed the line.", "passengers 214 of accident")]
    [InlineData("Nordlys Group agreed to buy Sundby Foods on Monday. The takeover needs approval. Sundby Foods employs 900 people.", "employees/sundby 900 of transaction")]
    [InlineData("Nordlys Group agreed to buy Sundby Foods on Monday. The takeover needs approval. Shares in Sundby Foods rose 24 percent.", "percent_rise_of_shares/sundby 24 of transaction")]
    [InlineData("Nordlys Group agreed to buy Sundby Foods on Monday. The takeover needs approval. Some 40 jobs will go.", "jobs_cut 40 of transaction")]
    [InlineData("Hackers stole money from Nordlys Bank on Monday. The theft was noticed at night. They demanded a ransom of 900 euros.", "ransom 900 of crime")]
    [InlineData("A flood hit Arica on Monday. The flood came at night. In 2012, some 40 people were rescued there.", "rescued 40 of nothing")]
    [InlineData("Hackers stole money from Nordlys Bank on Monday. The theft was noticed at night. Maria Lopes lost 900 euros.", "loss 900 of nothing")]
    [InlineData("A fire broke out in a hotel in Arica. The fire burned for hours. Nine people were hurt.", "injured 9 of damage")]
    public void Number_hangs_on_what_the_article_tells_of(string text, string expected)
    {
        var found = Claims(text).Select(claim => claim.Contains(" of ", StringComparison.Ordinal) ? claim : claim + " of nothing").ToList();
        Assert.True(found.Exists(claim => claim.StartsWith(expected, StringComparison.Ordinal)), string.Join(" / ", found));
    }

    [Theory]
    [InlineData("The unions spoke of 70,000 demonstrators, the police of 35,000.", "attending 70000 by The unions / attending 35000 by the police")]
    public void Each_of_two_who_share_a_verb_has_counted_his_own(string text, string expected) => Assert.Equal(expected, string.Join(" / ", Claims(text).Select(claim => claim.Replace(" of protest", "", StringComparison.Ordinal))));

    [Fact]
    public void Two_firms_of_one_article_have_two_metrics() =>
        Assert.Equal(["employees/nordlys 6800", "employees/sundby 900"], Claims("Nordlys Group employs 6,800 people. Sundby Foods has 900 employees.").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Rui Tavares, 58, was found guilty in Arica on Monday.", "age/tavares 58")]
    [InlineData("Rui Tavares (58) was found guilty in Arica on Monday.", "age/tavares 58")]
    [InlineData("The court in Arica jailed Rui Tavares, a 58-year-old banker, on Monday.", "age/tavares 58")]
    [InlineData("The court in Arica jailed the 58-year-old banker Rui Tavares on Monday.", "age/tavares 58")]
    [InlineData("The court in Arica jailed Rui Tavares, aged 58, on Monday.", "age/tavares 58")]
    [InlineData("The court in Arica jailed Rui Tavares on Monday. Mr Tavares is 58.", "age/tavares 58")]
    public void Age_is_a_claim_about_somebody_with_a_name(string text, string expected) => Assert.Contains(expected, Claims(text).Select(claim => claim.Split(" of ")[0]));

    [Theory]
    [InlineData("A 58-year-old man was found guilty in Arica on Monday.")]
    [InlineData("Rui Tavares and 58 others were found guilty in Arica on Monday.")]
    [InlineData("Rui Tavares, 580, was found guilty in Arica on Monday.")]
    public void Age_of_nobody_is_none(string text) => Assert.DoesNotContain(Claims(text), claim => claim.StartsWith("age", StringComparison.Ordinal));

    [Fact]
    public void What_could_be_is_no_number_of_what_was() =>
        Assert.DoesNotContain("of attack", Assert.Single(Claims("Rebels attacked Arica on Monday. The number of rockets that they fire could reach 900."), claim => claim.Contains("900", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Aftershock_is_measured_apart_from_the_quake() =>
        Assert.Contains("aftershock_magnitude 5.1", string.Join(" / ", Claims("A magnitude 6.8 earthquake struck Chile on Monday. An aftershock of magnitude 5.1 was felt in Arica.")), StringComparison.Ordinal);

    private IEnumerable<string> Claims(string text)
    {
        var article = ArticleReader.FromText(text);
        var found = language.Extractor.Extract(article, language.Annotate(article));
        string Name(string? id) => found.Entities.First(entity => entity.Id == id).Name;
        return found.Claims.Select(claim => string.Create(CultureInfo.InvariantCulture, $"{claim.Metric} {claim.Value}")
            + (claim.Event is null ? "" : " of " + found.Events.First(happening => happening.Id == claim.Event).Kind)
            + (claim.Scope is null ? "" : " in " + Name(claim.Scope)) + (claim.AttributedTo is null ? "" : " by " + Name(claim.AttributedTo)));
    }
}
