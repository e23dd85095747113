namespace KnowledgeGraph.Resolution.Tests.Comparisons.Metrics;

public sealed class ClaimWordsTests
{
    private const string Text = "It was quiet. Donors in Kastel pledged $420 million for harbour repairs over two years. More followed.";

    private static string Words(string sentence, string number) => ClaimWords.Of(Text, SpanOf(sentence), SpanOf(number));

    private static KnowledgeGraph.Model.TextSpan SpanOf(string part) => Text.IndexOf(part, StringComparison.Ordinal) is var start ? new(start, start + part.Length) : default;

    private static double Likeness(string a, string b) => ClaimWords.Read([a]).Likeness(ClaimWords.Read([b]));

    [Fact]
    public void The_nearest_and_rarest_words_of_the_sentence_weigh_most()
    {
        var words = Words("Donors in Kastel pledged $420 million for harbour repairs over two years.", "$420 million").Split(' ');
        Assert.Contains(words, word => word.EndsWith("pledg", StringComparison.Ordinal));
        Assert.DoesNotContain(words, word => word.Contains("420", StringComparison.Ordinal) || word.EndsWith("quiet", StringComparison.Ordinal) || word.EndsWith("follow", StringComparison.Ordinal));
        Assert.True(Weight("harbour") > Weight("year"));

        int Weight(string stem) => words.Single(word => word[1..].StartsWith(stem, StringComparison.Ordinal))[0] - '0';
    }

    [Theory]
    [InlineData("Donors in Kastel pledged")]
    [InlineData("for harbour repairs over two years.")]
    public void A_number_outside_its_sentence_has_all_of_its_words_on_one_side_wherever_the_text_begins(string sentence)
    {
        var (span, number) = (SpanOf(sentence), SpanOf("$420 million"));
        var words = ClaimWords.Of(Text, span, number);
        Assert.NotEmpty(words);
        Assert.Equal(words, ClaimWords.Of(sentence, new(0, sentence.Length), new(number.Start - span.Start, number.End - span.Start)));
    }

    [Theory]
    [InlineData("9pledg 5donor", "9pledg 5donor", 1)]
    [InlineData("9pledg 5donor", "9deficit", 0)]
    [InlineData("", "9deficit", 0)]
    public void Likeness_is_the_cosine_of_the_weights(string a, string b, double expected)
    {
        Assert.Equal(expected, Likeness(a, b), 9);
        Assert.Equal(Likeness(a, b), Likeness(b, a));
    }

    [Fact]
    public void Several_claims_are_read_together() => Assert.Equal(["pledg", "donor", "harbour"], ClaimWords.Read(["9pledg 4donor", "6pledg 3harbour", null]).Telling(3));
}
