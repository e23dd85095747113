using KnowledgeGraph.Nlp.Serialization;

namespace KnowledgeGraph.Nlp.Tests;

public class DocTests
{
    private static readonly Dictionary<string, Doc> Goldens =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "goldens", "tricky.jsonl")).Select(DocJson.Read).ToDictionary(x => x.Id, x => x.Doc);

    private static Doc Smith => Goldens["tricky-1"];   // Mr. Smith didn't say he'd "mark" the agent's list; the agent said: 'No.'

    [Fact]
    public void Children_stand_in_text_order_on_both_sides_of_their_head()
    {
        var say = Smith.Single(t => t.Text == "say");
        Assert.Equal("Smith did n't", string.Join(' ', say.Lefts));
        Assert.Equal("mark", string.Join(' ', say.Rights));
        Assert.Equal("Smith did n't mark", string.Join(' ', say.Children));
    }

    [Fact]
    public void A_subtree_reaches_from_the_left_to_the_right_edge()
    {
        var list = Smith.Single(t => t.Text == "list");
        Assert.Equal("the agent 's list", string.Join(' ', list.Subtree));
        Assert.Equal(("the", "list"), (list.LeftEdge.Text, list.RightEdge.Text));
    }

    [Fact]
    public void Noun_chunks_do_not_overlap_and_end_at_their_noun() =>
        Assert.Equal(["Mr. Smith", "he", "the agent's list", "the agent"], Smith.NounChunks.Select(c => c.Text));

    [Fact]
    public void Entities_carry_label_and_exact_text() =>
        Assert.Contains(Smith.Entities, e => e is { Text: "Smith", Label: "PERSON" });

    [Fact]
    public void Sentences_cover_every_token_once()
    {
        foreach (var doc in Goldens.Values.Where(d => d.Count > 0))
        {
            Assert.Equal(Enumerable.Range(0, doc.Count), doc.Sentences.SelectMany(s => Enumerable.Range(s.Start, s.Count)));
            Assert.All(doc, t => Assert.True(t.Sentence.Contains(t.Index)));
        }
    }

    [Fact]
    public void Every_token_is_in_the_subtree_of_each_of_its_ancestors()
    {
        foreach (var token in Goldens.Values.SelectMany(d => d))
            Assert.All(token.Ancestors, a => Assert.True(a.IsAncestorOf(token) && !token.IsAncestorOf(a)));
    }

    [Theory]
    [InlineData(0, "Mr.")]
    [InlineData(2, "Mr.")]
    [InlineData(3, "Smith")]
    [InlineData(13, "n't")]
    public void A_token_is_found_by_any_of_its_offsets_or_the_space_before_it(int offset, string token) =>
        Assert.Equal(token, Smith[Smith.TokenIndexAt(offset)].Text);

    [Fact]
    public void One_morphological_feature_can_be_asked_for()
    {
        var did = Smith.Single(t => t.Text == "did");
        Assert.Equal(("Past", "Fin", null), (did.MorphValue("Tense"), did.MorphValue("VerbForm"), did.MorphValue("Tens")));
    }
}
