using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Quotes;

[Collection(LanguageCollection.Name)]
public sealed class QuoteTests(LanguageFixture language)
{
    [Theory]
    [InlineData("“We will rebuild the school,” said Maria Lopez, the mayor of Arica.", "direct: Maria Lopez [said] We will rebuild the school,", "tag after the words, turned around")]
    [InlineData("“We will rebuild the school,” Maria Lopez said.", "direct: Maria Lopez [said] We will rebuild the school,", "tag after the words")]
    [InlineData("Maria Lopez said: “We will rebuild the school.”", "direct: Maria Lopez [said] We will rebuild the school.", "colon")]
    [InlineData("Maria Lopez replied, \"We will rebuild the school.\"", "direct: Maria Lopez [replied] We will rebuild the school.", "straight marks")]
    [InlineData("‘We will rebuild the school,’ Maria Lopez said.", "direct: Maria Lopez [said] We will rebuild the school,", "single marks")]
    [InlineData("“The school is gone,” Maria Lopez said. “We will rebuild it.”", "direct: Maria Lopez [said] We will rebuild it.", "a further passage has the same speaker")]
    [InlineData("“The school,” Maria Lopez said, “is gone and we will rebuild it.”", "direct: Maria Lopez [said] is gone and we will rebuild it.", "an interrupted utterance has two parts")]
    [InlineData("Maria Lopez said the school would be rebuilt.", "indirect: Maria Lopez [said] the school would be rebuilt", "reported clause without \"that\"")]
    [InlineData("Maria Lopez said that the school would be rebuilt.", "indirect: Maria Lopez [said] the school would be rebuilt", "\"that\" is not part of what was said")]
    [InlineData("The school will be rebuilt, Maria Lopez said.", "indirect: Maria Lopez [said] The school will be rebuilt", "tag after a reported clause")]
    [InlineData("Earlier Friday, city and state officials said the bridge was safe.", "indirect: city and state officials [said] the bridge was safe", "a sentence's adverbial is no part of the source")]
    [InlineData("According to Maria Lopez, the school will be rebuilt.", "indirect: Maria Lopez [According to] the school will be rebuilt", "according to, in front")]
    [InlineData("The school will be rebuilt, according to Maria Lopez.", "indirect: Maria Lopez [according to] The school will be rebuilt", "according to, at the end")]
    [InlineData("Maria Lopez said the fire was “a disgrace” for the town.", "mixed: Maria Lopez [said] the fire was “a disgrace” for the town", "quoted words in a reported clause")]
    [InlineData("Maria Lopez called the fire “a disgrace for the town”.", "mixed: Maria Lopez [called] “a disgrace for the town”", "quoted words about a thing")]
    [InlineData("The Central Bank warned that prices would rise.", "indirect: Central Bank [warned] prices would rise", "an organisation speaks")]
    [InlineData("Maria Lopez told the BBC that the school would be rebuilt.", "indirect: Maria Lopez [told] the school would be rebuilt", "the one spoken to is not the speaker")]
    [InlineData("Maria Lopez denied that the school was unsafe.", "indirect: Maria Lopez [denied] the school was unsafe", "denials are words too")]
    [InlineData("Maria Lopez voiced hope that the school would open in May.", "indirect: Maria Lopez [voiced] the school would open in May", "the clause of a feeling that is voiced")]
    [InlineData("Maria Lopez reported finding cracks in the wall.", "indirect: Maria Lopez [reported] finding cracks in the wall", "a participle that is reported")]
    public void Quote_has_kind_speaker_cue_and_content(string sentence, string expected, string why)
    {
        var quotes = new Reading(language, sentence).Quotes.ToList();
        Assert.True(quotes.Contains(expected), $"{why}: found {string.Join(" / ", quotes)}");
    }

    [Fact]
    public void Utterance_over_two_paragraphs_keeps_its_speaker()
    {
        var reading = new Reading(language, "“The river rose at noon,” Maria Lopez said. “We ran up the hill.\n\n“Nobody looked back.”");
        Assert.Contains("direct: Maria Lopez [said] We ran up the hill.", reading.Quotes);
        Assert.Contains("direct: Maria Lopez [said] Nobody looked back.", reading.Quotes);
    }

    [Fact]
    public void It_said_goes_on_with_the_body_that_was_cited_before()
    {
        var reading = new Reading(language, "Chile sank two boats, according to the Central Bank. It said prices would rise.");
        Assert.Contains("indirect: Central Bank [said] prices would rise", reading.Quotes);
    }

    [Fact]
    public void Report_of_a_report_is_carried_by_the_outer_source()
    {
        var reading = new Reading(language, "The BBC reported that Maria Lopez said the school was closed.");
        var inner = Assert.Single(reading.Facts.Quotes, quote => reading.Name(quote.Speaker) == "Maria Lopez");
        Assert.Equal("BBC", reading.Name(inner.Via));
    }

    [Fact]
    public void Quote_without_speaker_is_kept_unattributed()
    {
        var reading = new Reading(language, "“Nothing will ever be the same again.”");
        var quote = Assert.Single(reading.Facts.Quotes);
        Assert.Null(quote.Speaker);
    }

    [Fact]
    public void Title_in_quotation_marks_is_no_quote() =>
        Assert.Empty(new Reading(language, "The film “Silent Rivers” opened in Lima on Friday.").Facts.Quotes);

    [Fact]
    public void Words_of_a_quote_are_attributed_to_its_speaker()
    {
        var reading = new Reading(language, "Maria Lopez said Chile had attacked Peru.");
        var attack = Assert.Single(reading.Facts.Relations, relation => relation.Predicate == "attacked");
        Assert.Equal("Maria Lopez", reading.Name(attack.AttributedTo));
    }
}
