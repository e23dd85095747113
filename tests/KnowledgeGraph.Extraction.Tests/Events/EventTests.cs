using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Events;

[Collection(LanguageCollection.Name)]
public sealed class EventTests(LanguageFixture language)
{
    [Theory]
    [InlineData("Chile attacked Peru on Monday. The attack lasted an hour.", "attack [attacked, attack] actor=Chile target=Peru", "a definite noun speaks of the same happening")]
    [InlineData("Maria Lopez met John Baker in Geneva.", "consult [met] actor=Maria Lopez actor=John Baker", "both take part")]
    [InlineData("Maria Lopez arrested after protest in Arica", "coerce [arrested] target=Maria Lopez", "a headline leaves the auxiliary out")]
    [InlineData("Canada sent weapons to Ukraine.", "aid [sent] actor=Canada target=Ukraine", "aid has a giver and a receiver")]
    public void Happening_has_triggers_and_participants(string text, string expected, string why)
    {
        var events = new Reading(language, text).Events.ToList();
        Assert.True(events.Contains(expected), $"{why}: found {string.Join(" / ", events)}");
    }

    [Fact]
    public void Casualties_are_part_of_the_attack_that_caused_them()
    {
        var events = new Reading(language, "Chile attacked Peru on Monday. Two people were killed in the attack.").Facts.Events;
        var attack = Assert.Single(events.Events, found => found.Kind == "attack");
        var casualties = Assert.Single(events.Events, found => found.Kind == "casualty");
        Assert.Equal(attack.Id, casualties.PartOf);
    }

    [Theory]
    [InlineData("The singer died of a heart attack.", "attack")]
    [InlineData("The guards opened fire.", "damage")]
    [InlineData("A bus hit John Baker in Arica.", "attack")]
    [InlineData("The flaw allows remote code execution.", "casualty")]
    [InlineData("The film opens in March.", "protest")]
    [InlineData("An earthquake struck the coast of Chile.", "attack")]
    [InlineData("The port was hit by a storm.", "attack")]
    public void Happening_is_not_read_into_other_words(string sentence, string wrong) =>
        Assert.DoesNotContain(new Reading(language, sentence).Facts.Events.Events, found => found.Kind == wrong);

    [Fact]
    public void Calls_of_different_people_are_different_happenings()
    {
        var events = new Reading(language, "Maria Lopez called John Baker. Maria Lopez later called Erik Strand.").Facts.Events.Events;
        Assert.Equal(2, events.Count(found => found.Kind == "consult"));
    }

    [Fact]
    public void Happening_that_is_denied_is_marked()
    {
        var found = Assert.Single(new Reading(language, "Chile did not attack Peru.").Facts.Events.Events);
        Assert.True(found.Negated);
    }
}
