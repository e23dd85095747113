using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.Extraction.Casing;
using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Casing;

[Collection(LanguageCollection.Name)]
public sealed class UsualCaseTests(LanguageFixture language)
{
    private readonly UsualCase _case = new(language.Model, language.Resources.Gazetteer, language.Resources.Names, language.Resources.Facts.Nouns);

    /// <summary>Each sentence is put into capitals first.</summary>
    [Theory]
    [InlineData("Anna Weber opened the bridge in Oslo on Friday.", "names, a place, a day")]
    [InlineData("The president of Ukraine met French officials in New York.", "a country, a demonym, a place of two words")]
    [InlineData("Police said the fire killed three people and injured 12.", "words that are nobody's name")]
    [InlineData("NATO and the EU urged Serbia to withdraw its troops from Kosovo.", "acronyms")]
    [InlineData("The U.S. embassy in Kabul was closed. The US government gave no reason.", "initials")]
    [InlineData("They told us that they would wait for us.", "us is no country")]
    [InlineData("Rebels may attack again in May, the army warned on 3 March.", "months that are verbs")]
    [InlineData("Soldiers march on Khartoum.", "no month")]
    [InlineData("Mark Rutte called Gordon Brown on Monday.", "given names and surnames that are words")]
    [InlineData("The artist used a brown mark and a bill of 20 dollars.", "the same words")]
    [InlineData("Ukraine’s air force said it didn't see any drones.", "apostrophes")]
    [InlineData("Conor O'Brien and Rory McGuire left Dublin.", "names with a second capital")]
    [InlineData("Mr. Brown thanked Dr. Weber. Mr. Brown left.", "titles")]
    [InlineData("The Kremlin denied the report. The White House confirmed it.", "seats of power")]
    [InlineData("A strong earthquake struck southern Turkey early on Monday.", "a country that is a word")]
    [InlineData("The Red Cross sent doctors to Gaza.", "an organisation of words")]
    [InlineData("The new mayor of Buenos Aires said old buses would be replaced first.", "small words that begin names")]
    [InlineData("Dr. Ann Lee joined the FBI in 1999 and the BBC a year later.", "initials that are no word")]
    [InlineData("Workers at Nordlys went on strike over pay, unions said.", "an unknown name")]
    [InlineData("Hundreds of people fled the city of Goma, the UN said.", "counts")]
    [InlineData("Iranian state television said two missiles had hit a base near Erbil.", "a demonym and a place")]
    [InlineData("It was the first time since April that Chinese ships had entered the Sea of Japan.", "a sea")]
    [InlineData("“We will never surrender,” said Olena Petrenko, a teacher.", "quotation marks")]
    public void Sentence_in_capitals_is_read_as_usually_written(string sentence, string why)
    {
        Assert.Equal(sentence, _case.Of(sentence.ToUpperInvariant()));
        Assert.NotNull(why);
    }

    [Theory]
    [InlineData("Anna Weber opened the bridge in Oslo on Friday.", "usual already")]
    [InlineData("NATO", "one acronym")]
    [InlineData("BBC, CNN, NBC, RTL", "acronyms alone")]
    [InlineData("The DAILY MAIL and the BBC reported it.", "capitals within a sentence")]
    [InlineData("", "nothing")]
    [InlineData("ОЛЕНА ПЕТРЕНКО ПРИЇХАЛА ДО КИЄВА ВЧОРА", "no English word")]
    public void What_is_no_line_in_capitals_stays(string text, string why)
    {
        Assert.Same(text, _case.Of(text));
        Assert.NotNull(why);
    }

    [Fact]
    public void Headline_in_capitals_is_written_as_the_article_writes_its_words() =>
        Assert.Equal(
            "Nordlys sues Hope over tower\n\nThe firm Nordlys has sued Mr. Will Hope over a tower.",
            _case.Of("NORDLYS SUES HOPE OVER TOWER\n\nThe firm Nordlys has sued Mr. Will Hope over a tower."));

    [Theory]
    [InlineData("Rebels attacked the port of Odesa on Friday. President Olena Petrenko condemned the attack.", "an event")]
    [InlineData("“We will rebuild,” said Ana Ruiz. French Foreign Minister Paul Martin met her in Oslo.", "a quotation, a meeting")]
    [InlineData("A court in Oslo sentenced Karl Berg to five years. He denied the charges.", "a pronoun")]
    public void Facts_of_a_text_in_capitals_are_those_of_the_text(string text, string why)
    {
        Reading usual = new(language, text), capitals = new(language, text.ToUpperInvariant());
        Assert.Equal(usual.Context.Entities.Select(e => (e.Name, e.Type)), capitals.Context.Entities.Select(e => (e.Name, e.Type)));
        Assert.Equal(usual.Relations, capitals.Relations);
        Assert.Equal(usual.Events.Select(e => e.ToUpperInvariant()), capitals.Events.Select(e => e.ToUpperInvariant()));
        Assert.Equal(usual.Quotes.Select(q => q.ToUpperInvariant()), capitals.Quotes.Select(q => q.ToUpperInvariant()));
        foreach (var entity in capitals.Context.Entities)
            foreach (var mention in entity.Mentions) Assert.Equal(mention.Span.Slice(text).ToUpperInvariant(), mention.Span.Slice(text.ToUpperInvariant()));
        Assert.NotNull(why);
    }

    [Property(MaxTest = 100)]
    public void Length_and_letters_stay(NonNull<string> noise)
    {
        foreach (var text in new[] { noise.Get, $"THE POLICE SAID {noise.Get.ToUpperInvariant()} İSTANBUL STRAẞE K WAS CLOSED" })
            Assert.Equal(text, _case.Of(text), StringComparer.OrdinalIgnoreCase);
    }
}
