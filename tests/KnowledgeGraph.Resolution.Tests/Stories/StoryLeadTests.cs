using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution.Tests.Stories;

public sealed class StoryLeadTests
{
    private const string Text = "Ferry sinks off Ostrik\nThe ferry Lofren sank off Ostrik in Norway on Monday, said Ada Brun.\nFirst line of the box.\nIn the year before, the Kastel had run aground off Ostrik.";

    private static Contribution Report(params (EntityType Type, string Name, string? Id)[] entities)
    {
        var lines = new List<Section>();
        for (int start = 0, line = 0; start < Text.Length; line++)
        {
            var end = Text.IndexOf('\n', start) is var at && at < 0 ? Text.Length : at;
            lines.Add(new(new(start, end), line == 0 ? SectionKind.Headline : line == 2 ? SectionKind.Boilerplate : SectionKind.Paragraph));
            start = end + 1;
        }
        return new(
            new("a1", Text, null, null, [], PartialDate.Parse("2025-03-04"), null, "en", null, lines), "rules/1", null,
            [.. entities.Select((entity, i) => new LocalEntity($"e{i}", entity.Type, entity.Name, [entity.Name],
                [.. Places(entity.Name).Select(span => new Mention(span, MentionKind.Name, 0.9))], entity.Id, entity.Id is null ? null : "NO", null, true))],
            [], [], [], [], []);
    }

    private static IEnumerable<TextSpan> Places(string name)
    {
        for (var at = Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(name, at + 1, StringComparison.Ordinal)) yield return new(at, at + name.Length);
    }

    [Theory]
    [InlineData("LOFREN, Norway (Wire) - ", "A ferry sank off Ostrik.", false)]
    [InlineData("LOFREN, 4 March — ", "A ferry sank off Ostrik.", false)]
    [InlineData("", "Lofren is where a ferry sank off Ostrik.", true)]
    public void Where_a_report_was_written_is_not_what_it_is_about(string dateline, string prose, bool about)
    {
        var text = dateline + prose;
        var name = text[..6];
        List<Section> sections = [new(new(dateline.Length, text.Length), SectionKind.Paragraph)];
        if (dateline.Length > 0) sections.Insert(0, new(new(0, dateline.Length), SectionKind.Byline));
        var report = new Contribution(new("a1", text, null, null, [], PartialDate.Parse("2025-03-04"), null, "en", null, sections), "rules/1", null,
            [new LocalEntity("e0", EntityType.Place, name, [name], [new Mention(new(0, 6), MentionKind.Name, 0.9)], null, null, null, true)], [], [], [], [], []);
        var lead = StoryLead.Of(report);
        Assert.Equal(about, lead.Names.Count > 0);
        Assert.Equal(about, lead.Words.Contains("lofren"));
        Assert.Contains("ostrik", lead.Words);
    }

    [Fact]
    public void Words_are_those_of_headline_and_prose_without_days_the_most_unusual_first()
    {
        var words = StoryLead.Of(Report()).Words;
        Assert.Contains("ferry", words);
        Assert.DoesNotContain(WordStem.Of("monday"), words);
        Assert.DoesNotContain("box", words);
        Assert.Equal(words.OrderByDescending(UnusualWords.Weight), words);
    }

    [Fact]
    public void Names_that_the_article_begins_with_or_comes_back_to_come_before_those_named_in_passing_and_countries_are_none()
    {
        var lead = StoryLead.Of(Report((EntityType.Place, "Ostrik", null), (EntityType.Place, "Norway", "country:NO"), (EntityType.Organisation, "Kastel", null), (EntityType.Person, "Ada Brun", null)));
        Assert.Equal(SoundForm.Of("ostrik"), lead.Names[0]);
        Assert.Equal(1, lead.Protagonists);
        Assert.Equal([SoundForm.Of("brun"), SoundForm.Of("kastel")], lead.Names.Skip(1).Order(StringComparer.Ordinal));
        Assert.Equal(["p:" + SoundForm.Skeleton("brun")], lead.People);
    }
}
