using KnowledgeGraph.Model;

namespace KnowledgeGraph.Model.Tests;

public class LetterMarksTests
{
    [Theory]
    [InlineData('a', "a")]
    [InlineData('Á', "a")]
    [InlineData('ñ', "n")]
    [InlineData('Ž', "z")]
    [InlineData('中', "中")]
    public void A_letter_loses_its_marks_and_keeps_its_alphabet(char letter, string expected) => Assert.Equal(expected, LetterMarks.Without(letter));
}
