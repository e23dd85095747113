using System.Text;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Tests.Language;

public class LexerTests
{
    // Each text stands where a value is expected; wordings and columns as graphql-js 16 gives them.
    [Theory]
    [InlineData("00", "Invalid number, unexpected digit after 0: \"0\".", 8)]
    [InlineData("+1", "Unexpected character: \"+\".", 7)]
    [InlineData("1.", "Invalid number, expected digit but got: \")\".", 9)]
    [InlineData("1.e1", "Invalid number, expected digit but got: \"e\".", 9)]
    [InlineData(".123", "Unexpected character: \".\".", 7)]
    [InlineData("-A", "Invalid number, expected digit but got: \"A\".", 8)]
    [InlineData("1.0e", "Invalid number, expected digit but got: \")\".", 11)]
    [InlineData("1.2.3", "Invalid number, expected digit but got: \".\".", 10)]
    [InlineData("0xF1", "Invalid number, expected digit but got: \"x\".", 8)]
    [InlineData("1_000", "Invalid number, expected digit but got: \"_\".", 8)]
    [InlineData("\"x", "Unterminated string.", 12)]
    [InlineData("\"a\nb\"", "Unterminated string.", 9)]
    [InlineData("\"a\\z\"", "Invalid character escape sequence: \"\\z\".", 9)]
    [InlineData("\"\\u1\"", "Invalid Unicode escape sequence: \"\\u1\") \".", 8)]
    [InlineData("\"\\u{110000}\"", "Invalid Unicode escape sequence: \"\\u{110000}\".", 8)]
    [InlineData("\"\\u{}\"", "Invalid Unicode escape sequence: \"\\u{}\".", 8)]
    [InlineData("\"\\uD83D x\"", "Invalid Unicode escape sequence: \"\\uD83D\".", 8)]
    [InlineData("\"\"\"x", "Unterminated string.", 14)]
    [InlineData("'x'", "Unexpected single quote character ('), did you mean to use a double quote (\")?", 7)]
    [InlineData("é", "Unexpected character: U+00E9.", 7)]
    [InlineData("\u0007", "Unexpected character: U+0007.", 7)]
    [InlineData("😀", "Unexpected character: U+1F600.", 7)]
    [InlineData("~", "Unexpected character: \"~\".", 7)]
    public void What_is_no_token_is_named(string text, string message, int column)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => Parser.Parse($"{{ a(b:{text}) }}")).Errors);
        Assert.Equal(("Syntax Error: " + message, column), (error.Message, error.Locations[0].Column));
    }

    // Not in a table: attributes cannot hold half of a character.
    [Fact]
    public void Half_of_a_character_is_named()
    {
        Assert.Equal("Syntax Error: Invalid character: U+D800.", Assert.Throws<GraphQLException>(() => Parser.Parse("{ \ud800 }")).Message);
        Assert.Equal("Syntax Error: Invalid character within String: U+DC00.", Assert.Throws<GraphQLException>(() => Parser.Parse("{ a(b:\"\udc00\") }")).Message);
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"simple\"", "simple")]
    [InlineData("\" white space \"", " white space ")]
    [InlineData("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", "\" \\ / \b\f\n\r\t")]
    [InlineData("\"\\u1234\\u00e9\"", "\u1234é")]
    [InlineData("\"\\u{1F600}\\uD83D\\uDE00\"", "😀😀")]
    [InlineData("\"é 😀\"", "é 😀")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\" contains \" quote \"\"\"", " contains \" quote ")]
    [InlineData("\"\"\"contains \\\"\"\" triple\"\"\"", "contains \"\"\" triple")]
    [InlineData("\"\"\"raw \\n \\u1234\"\"\"", "raw \\n \\u1234")]
    [InlineData("\"\"\"\n\n    spans\n      multiple\n\n    lines\n\n  \"\"\"", "spans\n  multiple\n\nlines")]
    [InlineData("\"\"\"first\r\n  second\r  third\"\"\"", "first\nsecond\nthird")]
    public void Strings_are_read_without_their_escapes_and_common_indentation(string text, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(text)).Value);

    [Theory]
    [InlineData("# é\r\n a", 2, 2)]
    [InlineData("\ufeff,\t a", 1, 5)]
    [InlineData("# 😀\n\n\r\r\na", 5, 1)]
    [InlineData("\"\"\"é\n😀\"\"\" a", 2, 7)]
    public void Lines_end_as_the_specification_says_and_columns_count_utf16(string before, int line, int column)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => Parser.ParseValue(before[..^1] + "!")).Errors);
        Assert.Equal(new SourceLocation(line, column), error.Locations[0]);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', 0xFF, (byte)'}' }, "Syntax Error: Invalid character: byte 0xFF, which is not UTF-8.")]
    [InlineData(new byte[] { (byte)'{', 0xC3, (byte)'}' }, "Syntax Error: Invalid character: byte 0xC3, which is not UTF-8.")]
    [InlineData(new byte[] { (byte)'"', 0xE2, 0x82, (byte)'"' }, "Syntax Error: Invalid character within String: byte 0xE2, which is not UTF-8.")]
    [InlineData(new byte[] { (byte)'#', 0x80, (byte)'\n', (byte)'{' }, "Syntax Error: Invalid character: byte 0x80, which is not UTF-8.")]
    public void Bytes_that_are_not_utf8_are_named(byte[] text, string message) =>
        Assert.Equal(message, Assert.Single(Assert.Throws<GraphQLException>(() => Parser.Parse(text)).Errors).Message);

    [Fact]
    public void The_text_and_its_bytes_are_read_alike()
    {
        var text = "query Q($v: [Int!]! = [1]) { a(b: \"é😀\", c: {d: $v}) @e }";
        Assert.Equal(Printer.Print(Parser.Parse(text)), Printer.Print(Parser.Parse(Encoding.UTF8.GetBytes(text))));
    }
}
