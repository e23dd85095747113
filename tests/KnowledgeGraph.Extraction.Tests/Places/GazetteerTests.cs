using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Places;

public sealed class GazetteerTests
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Load(Repository.PathOf("models", "gazetteer"));
    private static readonly Dictionary<string, double> Nowhere = [];

    [Theory]
    [InlineData("United States", "US")]
    [InlineData("the U.S.", "US")]
    [InlineData("USA", "US")]
    [InlineData("UK", "GB")]
    [InlineData("Burma", "MM")]
    [InlineData("Côte d'Ivoire", "CI")]
    [InlineData("Harlow", null)]
    public void Country_is_found_by_its_names(string name, string? code) => Assert.Equal(code, Gazetteer.FindCountry(name)?.Code);

    [Theory]
    [InlineData("Ukrainian", "UA")]
    [InlineData("Ukrainians", "UA")]
    [InlineData("American", "US")]
    [InlineData("British", "GB")]
    [InlineData("Briton", "GB")]
    [InlineData("Palestinians", "PS")]
    [InlineData("regional", null)]
    public void Demonym_leads_to_its_country(string word, string? code) => Assert.Equal(code, Gazetteer.FindDemonym(word)?.Code);

    [Theory]
    [InlineData("Kyiv", "UA")]
    [InlineData("Kiev", "UA")]
    [InlineData("Odesa", "UA")]
    [InlineData("Paris", "FR")]
    public void Place_is_found_by_main_and_other_names_the_most_populous_first(string name, string country) =>
        Assert.Equal(country, Gazetteer.FindPlaces(name)[0].Country);

    [Fact]
    public void The_countries_of_the_article_decide_between_places_of_one_name()
    {
        Assert.Equal("GB", Gazetteer.Resolve("Birmingham", Nowhere)!.Country);
        Assert.Equal("US", Gazetteer.Resolve("Birmingham", new Dictionary<string, double> { ["US"] = 0.8 })!.Country);
        Assert.Equal("GE", Gazetteer.Resolve("Tbilisi", new Dictionary<string, double> { ["US"] = 0.8 })!.Country);
    }

    [Fact]
    public void Place_is_found_again_by_its_id()
    {
        var place = Gazetteer.FindPlaces("Kyiv")[0];
        Assert.Equal(place, Gazetteer.FindPlaceById(place.Id));
        Assert.Null(Gazetteer.FindPlaceById("geonames:0"));
        Assert.Null(Gazetteer.FindPlaceById("elsewhere:1"));
    }

    [Fact]
    public void Seat_of_power_names_what_it_stands_for() => Assert.Equal(("government", "RU"), (Gazetteer.FindSeat("Kremlin")!.Value.StandsFor, Gazetteer.FindSeat("Kremlin")!.Value.Country!.Code));

    [Fact]
    public void Lists_of_names_tell_given_names_from_surnames()
    {
        Assert.True(Gazetteer.NameLists("Anna").Given > 3);
        Assert.True(Gazetteer.NameLists("Weber").Surname > 0);
        Assert.Equal((0, 0), Gazetteer.NameLists("Harbourmaster"));
    }
}
