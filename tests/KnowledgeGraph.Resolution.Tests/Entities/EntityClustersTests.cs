using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Entities;

public sealed class EntityClustersTests
{
    private static EntityProfile Person(string name) => Profile(EntityType.Person, name);

    private static EntityProfile Profile(EntityType type, string name, string? country = null, string? gazetteer = null, bool named = true) =>
        EntityProfile.Of(new LocalEntity("e0", type, name, [name], [], gazetteer, country, null, named), "a1");

    private static int Clusters(params EntityProfile[] profiles) => EntityClusters.Cluster([.. profiles.DistinctBy(profile => profile.Key)], []).Count;

    [Theory]
    [InlineData("Petro Zahorskyy", "Petro Zahorsky", 1)]
    [InlineData("Petro Zahorskyy", "Petro Ivan Zahorsky", 1)]
    [InlineData("Anna Meier", "Anna Meyer", 1)]
    [InlineData("Anna Meier", "Anne Marie Meier", 2)]
    [InlineData("Paul Harmon", "Paula Harmon", 2)]
    [InlineData("Robert Harmon", "Robert Harmon Jr.", 2)]
    public void Full_names_join_when_they_are_beyond_doubt(string a, string b, int clusters) => Assert.Equal(clusters, Clusters(Person(a), Person(b)));

    [Fact]
    public void A_short_name_does_not_bridge_two_people_with_other_middle_names() =>
        Assert.Equal(2, Clusters(Person("Maria Petrovna Orlova"), Person("Maria Sergeevna Orlova"), Person("Maria Orlova")));

    [Theory]
    [InlineData("air force", "NO", "Norwegian Air Force", null)]
    [InlineData("Air Force of Norway", null, "Norwegian Air Force", null)]
    [InlineData("the country’s air force", "NO", "Norwegian Air Force", null)]
    public void An_institution_is_its_countrys(string a, string? countryA, string b, string? countryB) =>
        Assert.Equal(Profile(EntityType.Organisation, a, countryA).Key, Profile(EntityType.Organisation, b, countryB).Key);

    [Fact]
    public void Institutions_of_two_countries_stay_two() =>
        Assert.NotEqual(Profile(EntityType.Organisation, "air force", "NO").Key, Profile(EntityType.Organisation, "air force", "SE").Key);

    [Fact]
    public void A_place_is_its_gazetteer_id_whatever_it_is_called() =>
        Assert.Equal(Profile(EntityType.Place, "Lisboa", "PT", "geonames:2267057").Key, Profile(EntityType.Place, "Lisbon", "PT", "geonames:2267057").Key);

    [Fact]
    public void Those_without_a_name_stay_with_their_article() =>
        Assert.Equal(ProfileClass.Local, Profile(EntityType.Person, "a resident", named: false).Class);

    [Fact]
    public void An_acronym_joins_the_one_name_it_stands_for()
    {
        EntityProfile acronym = Profile(EntityType.Organisation, "NST"), full = Profile(EntityType.Organisation, "Northern Sea Transport"), other = Profile(EntityType.Organisation, "National Steel Trust");
        Assert.Equal("one", EntityClusters.Bearer(acronym, [(full, "one")])?.Cluster);
        Assert.Null(EntityClusters.Bearer(acronym, [(full, "one"), (other, "two")]));
    }

    [Fact]
    public void A_first_name_is_the_family_name_where_nobody_has_it_as_such()
    {
        EntityProfile bare = Person("Wu"), first = Person("Wu Jianguo"), family = Person("Lena Wu");
        Assert.Equal("first", EntityClusters.Bearer(bare, [(first, "first")])?.Cluster);
        Assert.Equal("family", EntityClusters.Bearer(bare, [(first, "first"), (family, "family")])?.Cluster);
    }

    [Fact]
    public void A_judgement_is_stronger_than_names()
    {
        EntityProfile a = Person("Anna Meier"), b = Person("Anna Meyer"), c = Person("Jonas Lindholm");
        Assert.Equal(2, EntityClusters.Cluster([a, b], [new(a.Key, b.Key, false)]).Count);
        Assert.Single(EntityClusters.Cluster([a, c], [new(a.Key, c.Key, true)]));
    }
}
