using System.Text;
using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp.Tests.Lexicon;

[Collection(ModelCollection.Name)]
public class WordTests(ModelFixture fixture)
{
    [Theory]
    [InlineData("Kyiv", "Xxxx")]
    [InlineData("Zelensky", "Xxxxx")]
    [InlineData("U.S.", "X.X.")]
    [InlineData("10,000", "dd,ddd")]
    [InlineData("km²", "xxd")]
    [InlineData("😀😀😀😀😀😀", "😀😀😀😀")]
    [InlineData("𝒳y", "Xx")]
    public void The_shape_keeps_at_most_four_of_a_kind(string word, string shape) => Assert.Equal(shape, Vocabulary.Shape(word));

    [Fact]
    public void A_word_of_a_hundred_characters_has_no_shape_but_long() =>
        Assert.Equal(("LONG", "xxxx"), (Vocabulary.Shape(new string('x', 100)), Vocabulary.Shape(new string('x', 99))));

    [Theory]
    [InlineData("İ", "i\u0307")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΣΑΣ Σ", "σας σ")]
    [InlineData("Straße", "straße")]
    [InlineData("𐐀", "𐐨")]
    public void Lower_case_is_the_full_one_of_unicode(string text, string lower) => Assert.Equal(lower, CodePoints.ToLower(text));

    /// <summary>Published values of spaCy's string store.</summary>
    [Theory]
    [InlineData("coffee", 3197928453018144401)]
    [InlineData("apple", 8566208034543834098)]
    public void Ids_are_the_hash_of_the_characters(string text, ulong id) =>
        Assert.Equal(id, StringIds.Murmur64A(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Vectors_are_found_by_exact_form_then_in_lower_case()
    {
        var vectors = fixture.Model.Vectors;
        var (exact, upper) = (new float[vectors.Width], new float[vectors.Width]);
        Assert.True(vectors.TryGet("minister", exact) && vectors.TryGet("MINISTER", upper));
        Assert.Equal(300, vectors.Width);
        Assert.Contains(exact, x => x != 0);
        Assert.False(vectors.TryGet("qzxvbnmlkjh", exact));
        Assert.All(exact, x => Assert.Equal(0, x));
    }
}
