using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Model.Tests;

public class ContributionJsonTests
{
    private static readonly Contribution Example = new(
        new Article("a1", "The mayor met the minister.", "A meeting", "The Courier", ["A. Writer"], PartialDate.Parse("2026-04-20"), null, "en", "meeting.txt",
            [new Section(new TextSpan(0, 27), SectionKind.Paragraph)]),
        "rules/1", null,
        [new LocalEntity("e0", EntityType.Person, "The mayor", ["The mayor"], [new Mention(new TextSpan(0, 9), MentionKind.Description, 0.8)], null, null, 'f', false)],
        [], [], [], [],
        [new Claim("c0", null, "killed", 5.5m, null, 6, Qualifier.UpTo, "people", null, null, "e0", false, new TextSpan(0, 3), new Evidence(new TextSpan(0, 3), new TextSpan(0, 27), 0.9))]);

    [Fact]
    public void A_contribution_comes_back_as_it_was_written()
    {
        var line = ContributionJson.Write(Example);
        Assert.DoesNotContain('\n', line);
        Assert.Contains("\"valueSpan\":{\"start\":0,\"end\":3}", line);
        Assert.Equal(line, ContributionJson.Write(ContributionJson.Read(line)));
        Assert.Equal(5.5m, ContributionJson.Read(line).Claims[0].Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"article\":{\"published\":\"soon\"}}")]
    [InlineData("[]")]
    public void What_is_no_contribution_is_refused(string line) => Assert.Throws<JsonException>(() => ContributionJson.Read(line));
}
