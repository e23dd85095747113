using KnowledgeGraph.Extraction.Places;

namespace KnowledgeGraph.Extraction.Tests.Places;

public class PlaceCoordinatesTests
{
    private static readonly PlaceCoordinates Coordinates = PlaceCoordinates.LoadDefault();

    [Theory]
    [InlineData("geonames:1796236", 31.2222, 121.4581)] // Shanghai
    [InlineData("country:AD", 42.5, 1.5)]
    [InlineData("country:AG", 17.05, -61.8)]
    public void A_place_and_a_country_are_where_the_gazetteer_says(string id, double latitude, double longitude) =>
        Assert.Equal((latitude, longitude), Coordinates.Find(id));

    [Theory]
    [InlineData("geonames:1")]
    [InlineData("geonames:")]
    [InlineData("geonames:abc")]
    [InlineData("geonames:-1796236")]
    [InlineData("country:XX")]
    [InlineData("wikidata:Q90")]
    [InlineData("")]
    public void What_the_gazetteer_does_not_have_is_nowhere(string id) => Assert.Null(Coordinates.Find(id));

    [Fact]
    public void Agrees_with_the_gazetteer_by_names()
    {
        var kyiv = Gazetteer.LoadDefault().FindPlaces("Kyiv")[0];
        Assert.Equal((kyiv.Latitude, kyiv.Longitude), Coordinates.Find(kyiv.Id));
    }
}
