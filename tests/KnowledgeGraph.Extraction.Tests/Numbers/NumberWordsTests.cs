using KnowledgeGraph.Extraction.Numbers;

namespace KnowledgeGraph.Extraction.Tests.Numbers;

public class NumberWordsTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("1,200", "1200")]
    [InlineData("12,345.6", "12345.6")]
    [InlineData("1.5m", "1500000")]
    [InlineData("3bn", "3000000000")]
    [InlineData("seven", "7")]
    [InlineData("twenty-three", "23")]
    [InlineData("Sixty", "60")]
    [InlineData("two hundred and six", "206")]
    [InlineData("one thousand two hundred", "1200")]
    [InlineData("five hundred thousand", "500000")]
    [InlineData("one hundred and fourteen", "114")]
    public void Numbers_are_read_as_newspapers_write_them(string text, string value)
    {
        Assert.True(NumberWords.TryParse(text, out var read));
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hundred")]
    [InlineData("12,34")]
    [InlineData("1.2.3")]
    [InlineData("F-16")]
    [InlineData("twenty trees")]
    [InlineData("five and eight")]
    [InlineData("two three")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public void What_is_no_number_is_refused(string text) => Assert.False(NumberWords.TryParse(text, out _));

    [Theory]
    [InlineData("ninth", 9)]
    [InlineData("Twentieth", 20)]
    [InlineData("22nd", 22)]
    [InlineData("first", null)]
    [InlineData("1st", null)]
    [InlineData("north", null)]
    public void Places_in_a_row_are_read_from_the_second_on(string word, int? place) => Assert.Equal(place, NumberWords.TryOrdinal(word, out var read) ? read : null);
}
