using System.Text.RegularExpressions;
using FsCheck.Xunit;
using KnowledgeGraph.Nlp.Tokenization;

namespace KnowledgeGraph.Nlp.Tests.Tokenization;

/// <summary>The small pattern engine against the platform's regular expressions.</summary>
public class PatternTests
{
    private const string Suffix = @"…$|,$|\.\.+$|'s$|(?<=[0-9])\+$|(?<=°[FfCc])\.$|(?<=[0-9])(?:km|km²|m|%)$|(?<=[0-9a-z])\.$";
    private const string Infix = @"\.\.+|…|(?<=[0-9])[+\-\*^](?=[0-9-])|(?<=[a-z])\.(?=[A-Z])|(?<=[a-z])(?:-|–|--|~)(?=[a-z])";
    private const string Url = @"^(?:(?:[\w\+\-\.]{2,})://)?(?:\S+(?::\S*)?@)?(?!(?:10|127)(?:\.\d{1,3}){3})(?:(?:[a-z0-9][a-z0-9_-]{0,4})?[a-z0-9]\.)+(?:[a-z]{2,5})(?::\d{2,5})?(?:[/?#]\S*)?$";
    private const string Alphabet = "ab.Z09-+'s,…°Cmk²%~@:/10.";

    private static string Word(byte[] bytes) => string.Concat(bytes.Take(14).Select(b => Alphabet[b % Alphabet.Length]));

    [Property(MaxTest = 2000)]
    public void Suffixes_are_found_as_a_regular_expression_finds_them(byte[] bytes)
    {
        var word = Word(bytes);
        var expected = Regex.Match(word, Suffix.Replace("$", "\\z", StringComparison.Ordinal)) is { Success: true } match ? match.Length : 0;
        Assert.Equal(expected, new AffixPattern(Suffix).MatchEnd(word));
    }

    [Property(MaxTest = 2000)]
    public void Infixes_are_found_as_a_regular_expression_finds_them(byte[] bytes)
    {
        var (word, pattern) = (Word(bytes), new AffixPattern(Infix));
        var found = new List<(int, int)>();
        for (var at = 0; pattern.Find(word, at, out var start, out var end); at = end) found.Add((start, end - start));
        Assert.Equal(Regex.Matches(word, Infix).Select(m => (m.Index, m.Length)), found);
    }

    [Property(MaxTest = 2000)]
    public void Addresses_are_recognised_as_a_regular_expression_does(byte[] bytes)
    {
        var word = Word(bytes);
        Assert.Equal(Regex.IsMatch(word, Url), new UrlPattern(Url).Matches(word, default));
    }

    [Theory]
    [InlineData("kyiv.ua", true)]
    [InlineData("http://a1.org:8080/x?y", true)]
    [InlineData("me@b.org", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("kyiv", false)]
    public void Addresses(string word, bool isAddress) => Assert.Equal(isAddress, new UrlPattern(Url).Matches(word, default));

    [Theory]
    [InlineData("[^a]", "a negated class")]
    [InlineData("(a)", "'('")]
    [InlineData("(?:a", "no \")\"")]
    [InlineData("a)", "an unbalanced parenthesis")]
    [InlineData("(?<=a+)b", "a look-behind")]
    public void What_is_not_supported_is_refused_with_its_place(string pattern, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => PatternSyntax.Parse(pattern)).Message, StringComparison.Ordinal);
}
