using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Entities;

public sealed class EntityProfileTests
{
    [Theory]
    // what it is, what it is called, whether that is a name, its country; what all reports of one event call so
    [InlineData(EntityType.Organisation, "the coast guard", false, null, "coast guard")]
    [InlineData(EntityType.Group, "hospital officials", false, null, "hospital officials")]
    [InlineData(EntityType.Organisation, "its army", false, null, "army")]
    [InlineData(EntityType.Organisation, "the police", false, "NO", null)]
    [InlineData(EntityType.Organisation, "Harbour Police", true, null, null)]
    [InlineData(EntityType.Group, "witnesses", false, null, null)]
    [InlineData(EntityType.Person, "a police officer", false, null, null)]
    public void What_an_institution_without_a_name_is_called(EntityType type, string name, bool named, string? country, string? called) =>
        Assert.Equal(called, EntityProfile.InstitutionOf(new("e0", type, name, [name], [], null, country, null, named), "a"));
}
