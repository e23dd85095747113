using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Relations;

[Collection(LanguageCollection.Name)]
public sealed class RelationTests(LanguageFixture language)
{
    [Theory]
    [InlineData("Chile attacked Peru on Monday.", "Chile attacked Peru", "active")]
    [InlineData("Peru was attacked by Chile on Monday.", "Chile attacked Peru", "passive")]
    [InlineData("Chile launched an attack on Peru.", "Chile attacked Peru", "the event is in the object")]
    [InlineData("Chile fired dozens of rockets at Peru.", "Chile attacked Peru", "what a measure counts is what is fired")]
    [InlineData("Chile’s attack on Peru lasted an hour.", "Chile attacked Peru", "possessor of a nominal predicate")]
    [InlineData("Chile did not attack Peru.", "Chile not attacked Peru", "negated")]
    [InlineData("Chile will attack Peru.", "Chile planned attacked Peru", "still to come")]
    [InlineData("Chile may attack Peru.", "Chile possible attacked Peru", "possible")]
    [InlineData("Maria Lopez was accused of killing John Baker.", "Maria Lopez possible killed John Baker", "an accusation is no finding")]
    [InlineData("Maria Lopez was convicted of killing John Baker.", "Maria Lopez killed John Baker", "a conviction is")]
    [InlineData("Maria Lopez denied killing John Baker.", "Maria Lopez not killed John Baker", "a denial says no")]
    [InlineData("Maria Lopez met John Baker in Geneva.", "Maria Lopez met John Baker", "a meeting")]
    [InlineData("Maria Lopez and John Baker met in Geneva.", "Maria Lopez met John Baker", "both sides are subjects")]
    [InlineData("Maria Lopez held a phone call with John Baker.", "Maria Lopez called John Baker", "call with")]
    [InlineData("A call between Maria Lopez and John Baker ended without result.", "Maria Lopez called John Baker", "between")]
    [InlineData("Maria Lopez accused John Baker of lying.", "Maria Lopez accused John Baker", "accusation")]
    [InlineData("Maria Lopez called on Peru to open the border.", "Maria Lopez urged Peru", "\"call on\" is no telephone call")]
    [InlineData("Canada gave Ukraine old tanks.", "Canada supplied Ukraine", "receiver without preposition")]
    [InlineData("Canada sent weapons to Ukraine.", "Canada supplied Ukraine", "receiver with \"to\"")]
    [InlineData("Canada suspended aid to Ukraine.", "Canada paused-supply Ukraine", "supplies that end")]
    [InlineData("The European Union imposed sanctions on Iran.", "European Union sanctioned Iran", "sanctions on")]
    [InlineData("Apple bought Shazam in 2018.", "Apple acquired Shazam", "business")]
    [InlineData("Brazil beat Spain in the final.", "Brazil defeated Spain", "sport")]
    [InlineData("Maria Lopez was born in Lima.", "Maria Lopez born-in Lima", "passive without agent")]
    [InlineData("Maria Lopez and John Baker arrived in Geneva. The two ministers met on Monday.", "Maria Lopez met John Baker", "a plural group and its members")]
    [InlineData("Chile closed the border with Peru. Both countries accused Brazil of lying.", "Peru accused Brazil", "both")]
    public void Relation_is_found_with_its_direction(string sentence, string expected, string why)
    {
        var relations = new Reading(language, sentence).Relations.ToList();
        Assert.True(relations.Contains(expected), $"{why}: found {string.Join(" / ", relations)}");
    }

    [Theory]
    [InlineData("Canada paused deliveries to Ukraine.", "Canada supplied Ukraine", "stopped supplies are no supplies")]
    [InlineData("Ontario student Maria Lopez won a prize.", "Maria Lopez works-for Ontario", "a student comes from a place")]
    [InlineData("Maria Lopez welcomed John Baker in Geneva.", "Maria Lopez praised John Baker", "a guest is welcomed, not praised")]
    [InlineData("Maria Lopez welcomed John Baker in Geneva. They agreed on a date.", "Maria Lopez agreed-with John Baker", "\"they\" of no coordination has no members")]
    [InlineData("Maria Lopez, John Baker and Ana Ruiz arrived in Geneva. The two ministers met on Monday.", "Maria Lopez met John Baker", "two of three are not known")]
    [InlineData("Maria Lopez called Peru a disgrace.", "Maria Lopez called Peru", "naming is not telephoning")]
    [InlineData("Maria Lopez picked up John Baker.", "Maria Lopez appointed John Baker", "a particle makes another verb")]
    public void Relation_is_not_read_into_other_words(string sentence, string wrong, string why)
    {
        var relations = new Reading(language, sentence).Relations.ToList();
        Assert.False(relations.Contains(wrong), $"{why}: found {string.Join(" / ", relations)}");
    }

    [Fact]
    public void Pronoun_takes_up_the_happening_of_the_sentence_before()
    {
        var reading = new Reading(language, "The strikes hit Lima at noon. They also destroyed the National Museum.");
        Assert.Contains("attack damaged National Museum", reading.Relations);
    }

    [Fact]
    public void Speaker_said_something_about_the_event_of_the_words()
    {
        var reading = new Reading(language, "Maria Lopez said the earthquake destroyed the school.");
        Assert.Contains("Maria Lopez said disaster", reading.Relations);
    }

    [Theory]
    [InlineData("President Maria Lopez of Chile spoke on Monday.", "Maria Lopez: president", "title before the name")]
    [InlineData("Chilean President Maria Lopez spoke on Monday.", "Maria Lopez: president", "nationality before the title")]
    [InlineData("Chile’s Minister of Health Maria Lopez spoke on Monday.", "Maria Lopez: minister of health", "office with its field")]
    [InlineData("Maria Lopez, the mayor of Lima, spoke on Monday.", "Maria Lopez: mayor", "apposition")]
    [InlineData("Maria Lopez is the director of the museum.", "Maria Lopez: director", "after \"is\"")]
    public void Role_is_read_beside_the_name(string sentence, string expected, string why)
    {
        var roles = new Reading(language, sentence).Roles.ToList();
        Assert.True(roles.Exists(role => role.StartsWith(expected, StringComparison.Ordinal)), $"{why}: found {string.Join(" / ", roles)}");
    }

    [Fact]
    public void Every_evidence_is_a_piece_of_the_text()
    {
        const string text = "Chile attacked Peru on Monday. “It was a crime,” said Maria Lopez, the mayor of Lima. Two people were killed, according to Peru’s navy.";
        var reading = new Reading(language, text);
        Assert.NotEmpty(reading.Facts.Relations);
        foreach (var span in reading.Facts.Relations.SelectMany(relation => new[] { relation.Verb, relation.Evidence.Span, relation.Evidence.Sentence }))
        {
            Assert.InRange(span.Start, 0, text.Length - 1);
            Assert.InRange(span.End, span.Start + 1, text.Length);
        }
    }
}
