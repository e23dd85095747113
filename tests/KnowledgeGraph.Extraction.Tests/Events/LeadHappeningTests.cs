using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Events;

[Collection(LanguageCollection.Name)]
public sealed class LeadHappeningTests(LanguageFixture language)
{
    [Theory]
    [InlineData("Nordlys recalled its heaters on Monday. They may overheat.", "recalled", "what the first sentence says")]
    [InlineData("Doctors said that Lena Holm checked into a clinic in Arica.", "checked", "not that somebody said so")]
    [InlineData("The library in Arica reopened after ten years.", "reopened", "nobody need be named as acting")]
    public void An_article_about_what_no_kind_names_tells_a_happening_all_the_same(string text, string trigger, string why)
    {
        var found = new Reading(language, text).Facts.Events.Events.SingleOrDefault(found => found.Kind == "other");
        Assert.True(found is not null && found.Triggers[0].Slice(text) == trigger, $"{why}: found {found?.Label}");
    }

    [Theory]
    [InlineData("Chile attacked Peru on Monday. Nordlys recalled its heaters.", "the first sentence tells a happening of a kind")]
    [InlineData("Lena Holm did not check into a clinic.", "what did not happen")]
    [InlineData("A long road to Arica", "nothing happens")]
    [InlineData("Nordlys employs 900 people in Arica.", "a state")]
    public void What_has_a_kind_or_did_not_happen_is_no_other_happening(string text, string why)
    {
        var found = new Reading(language, text).Facts.Events.Events.FirstOrDefault(found => found.Kind == "other");
        Assert.True(found is null, $"{why}: found {found?.Label}");
    }
}
