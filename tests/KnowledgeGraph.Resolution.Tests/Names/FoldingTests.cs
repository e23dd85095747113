namespace KnowledgeGraph.Resolution.Tests.Names;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Nicușor Đặng", "nicusor dang")]
    [InlineData("Zo\u0065\u0308 O’Brien-Smith", "zoe obrien smith")]
    [InlineData("Άλκηστις", "alkistis")]
    [InlineData("Щербак", "shcherbak")]
    [InlineData("თამარი", "tamari")]
    [InlineData("이서연", "i seo yeon")]
    [InlineData("NewStar", "new star")]
    [InlineData("  ", "")]
    [InlineData("\ud83d", "")]
    public void Every_alphabet_becomes_small_Latin_letters(string name, string folded) => Assert.Equal(folded, Folding.Fold(name));

    [Theory]
    [InlineData("zahorskyy", "zahorsky")]
    [InlineData("zahorskiy", "zahorsky")]
    [InlineData("sergei", "sergey")]
    [InlineData("philipp", "filip")]
    [InlineData("schmidt", "shmit")]
    public void Spellings_of_one_sound_have_one_form(string a, string b) => Assert.Equal(SoundForm.Of(a), SoundForm.Of(b));
}
