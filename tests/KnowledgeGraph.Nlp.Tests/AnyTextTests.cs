using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace KnowledgeGraph.Nlp.Tests;

/// <summary>Whatever the text: an answer whose tokens rebuild it, and no crash.</summary>
[Collection(ModelCollection.Name)]
public class AnyTextTests(ModelFixture fixture)
{
    private readonly LanguageModel _model = fixture.Model;

    /// <summary>Strings of words, spaces, marks, every plane, lone surrogates and control characters, mixed.</summary>
    public static class Texts
    {
        private static readonly string[] Pieces =
            ["Kyiv", "said", "don't", "U.S.", "e.g.", "1.5km", "$", "(", ")", "''", "\"", "...", "..", "-", "--", "http://a.b/c?d=e", "a@b.com",
             ":)", ":-(", "’s", "Can't've", " ", " ", "  ", "\n", "\t", "\u001c", "\u0085", "\u00a0", "\u3000", "\0", "\ud83d", "\ude00", "😀",
             "𝒳", "İ", "Σ", "ΟΔΟΣ", "中文", "ß", "²", "٣", "\u0301", "\ufeff", "gon", "na", "ai", "n't"];

        public static Arbitrary<string> Any()
        {
            var anyRune = Gen.Choose(0, 0x10FFFF).Select(c => c is >= 0xD800 and <= 0xDFFF ? ((char)c).ToString() : char.ConvertFromUtf32(c));
            var piece = Gen.Frequency((5, Gen.Elements(Pieces)), (2, anyRune));
            return Arb.From(piece.ListOf().Select(string.Concat), Shorter);
        }

        private static IEnumerable<string> Shorter(string text)
        {
            for (var length = text.Length / 2; length >= 1; length /= 2)
                for (var at = 0; at + length <= text.Length; at += length) yield return text.Remove(at, length);
        }
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 150)]
    public void Tokens_and_spaces_rebuild_the_text_and_every_offset_slices_to_its_token(string text) => AssertSound(_model.Annotate(text), text);

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 40)]
    public void Texts_annotated_together_are_annotated_as_alone(string[] texts)
    {
        foreach (var (alone, together) in texts.Select(t => _model.Annotate(t)).Zip(_model.Annotate(texts))) AssertSame(alone, together);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ", 1)]
    [InlineData("   \n\t ", 1)]
    [InlineData("\0", 1)]
    public void A_text_of_next_to_nothing_has_next_to_no_tokens(string text, int tokens)
    {
        var doc = _model.Annotate(text);
        Assert.Equal(tokens, doc.Count);
        AssertSound(doc, text);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_token_like_another()
    {
        foreach (var text in new[] { "\ud800", "\udc00\ud800", "a \udfff b", "\ud83d\ud83d\ude00" }) AssertSound(_model.Annotate(text), text);
    }

    [Fact]
    public void A_character_of_every_plane_keeps_its_offset()
    {
        var text = string.Join(' ', Enumerable.Range(0, 17).Select(plane => "x" + char.ConvertFromUtf32(plane * 0x10000 + 0x1F30) + ", y."));
        AssertSound(_model.Annotate(text), text);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("(")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("a:b@")]
    [InlineData("1-")]
    [InlineData("\"'")]
    [InlineData("😀")]
    [InlineData("\0")]
    [InlineData("\n")]
    public void A_long_text_without_a_space_is_annotated(string repeated)
    {
        var text = new StringBuilder().Insert(0, repeated, 40_000 / repeated.Length).ToString();
        AssertSound(_model.Annotate(text), text);
    }

    [Fact]
    public void The_context_of_a_word_does_not_depend_on_how_far_into_the_text_it_stands()
    {
        // Sentences that agree on the twelve words around them agree wherever block boundaries fall.
        const string sentence = "The minister said on Monday that the two ships had left the port. ";
        var doc = _model.Annotate(new StringBuilder().Insert(0, sentence, 60).ToString());
        var second = doc.Sentences[1];
        foreach (var later in doc.Sentences.Skip(2).SkipLast(2))
            Assert.Equal(second.Select(t => (t.Text, t.Tag, t.Dep)), later.Select(t => (t.Text, t.Tag, t.Dep)));
    }

    [Fact]
    public async Task Cancellation_stops_a_long_text()
    {
        var text = new StringBuilder().Insert(0, "The minister said on Monday that the two ships had left. ", 100_000).ToString();
        using var cancellation = new CancellationTokenSource();
        var running = Task.Run(() => _model.Annotate(text, cancellation.Token));
        await Task.Delay(20);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void A_cancelled_token_is_honoured_before_any_work() =>
        Assert.ThrowsAny<OperationCanceledException>(() => _model.Annotate("Kyiv said so.", new CancellationToken(canceled: true)));

    internal static void AssertSound(Doc doc, string text)
    {
        Assert.Equal(text, doc.Text);
        Assert.Equal(text, string.Concat(doc.Select(t => t.SpaceAfter ? t.Text + " " : t.Text)));
        foreach (var token in doc)
        {
            Assert.True(token.Length > 0 && text.AsSpan(token.Start, token.Length).SequenceEqual(token.Text));
            Assert.InRange(token.HeadIndex, 0, doc.Count - 1);
            Assert.NotEqual("", token.Tag);
            Assert.NotEqual("", token.Dep);
        }
        Assert.Equal(Enumerable.Range(0, doc.Count), doc.Sentences.SelectMany(s => Enumerable.Range(s.Start, s.Count)));
        Assert.All(doc.Entities, e => Assert.True(e.Label.Length > 0 && e.StartChar < e.EndChar));
        if (doc.Count > 0) Assert.True(doc[0].LeftEdge.Index >= 0);
    }

    internal static void AssertSame(Doc expected, Doc actual) =>
        Assert.Equal(
            expected.Select(t => (t.Start, t.Text, t.SpaceAfter, t.Tag, t.Pos, t.Morph, t.Lemma, t.Dep, t.HeadIndex, t.IsSentenceStart, t.EntityTag)),
            actual.Select(t => (t.Start, t.Text, t.SpaceAfter, t.Tag, t.Pos, t.Morph, t.Lemma, t.Dep, t.HeadIndex, t.IsSentenceStart, t.EntityTag)));
}
