namespace KnowledgeGraph.Nlp.Tests.Tokenization;

[Collection(ModelCollection.Name)]
public class TokenizerTests(ModelFixture fixture)
{
    /// <summary>Expected values are spaCy 3.8's rules for English, which the pattern data states.</summary>
    [Theory]
    [InlineData("Kyiv said so.", "Kyiv|said|so|.")]
    [InlineData("the U.S. and the U.K.", "the|U.S.|and|the|U.K.")]
    [InlineData("don't, can't've", "do|n't|,|ca|n't|'ve")]
    [InlineData("(see www.example.org/a?b=c).", "(|see|www.example.org/a?b=c|)|.")]
    [InlineData("a 3km-long fence", "a|3km|-|long|fence")]
    [InlineData("$5bn, £3.2m and 40%", "$|5bn|,|£|3.2|m|and|40|%")]
    [InlineData("\"No...\" she said", "\"|No|...|\"|she|said")]
    [InlineData("10-20 drones", "10|-|20|drones")]
    [InlineData("Zelensky’s plan", "Zelensky|’s|plan")]
    [InlineData("fine :) (really)", "fine|:)|(|really|)")]
    [InlineData("a\n\nb", "a|\n\n|b")]
    [InlineData("a  b", "a| |b")]
    [InlineData("word—word", "word|—|word")]
    [InlineData("😀😀 ok", "😀|😀|ok")]
    public void Texts_are_split_at_spaces_affixes_and_infixes(string text, string tokens) =>
        Assert.Equal(tokens.Split('|'), fixture.Model.Annotate(text).Select(t => t.Text));
}
