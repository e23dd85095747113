using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Articles;

public sealed class PlainTextArticleTests
{
    private const string Sentence = "The council of Harlow voted on Monday to close the old bridge after engineers had found cracks in two of its piers.";

    [Theory]
    [InlineData("date 2031-02-03 By Ann Lee, Bo Chan and Cy Doe, The Courier", "2031-02-03", "The Courier", "Ann Lee|Bo Chan|Cy Doe")]
    [InlineData("By Ann Lee and Bo Chan", null, null, "Ann Lee|Bo Chan")]
    [InlineData("Monday, February 3, 2031", "2031-02-03", null, "")]
    [InlineData("Published: 3 February 2031", "2031-02-03", null, "")]
    [InlineData("Updated 2031-02-03T10:10:00Z", "2031-02-03", null, "")]
    public void Line_of_metadata_before_the_text_is_a_byline(string line, string? published, string? outlet, string authors)
    {
        var article = ArticleReader.FromText($"{line}\n\n{Sentence}");
        Assert.Equal([SectionKind.Byline, SectionKind.Paragraph], article.Sections.Select(s => s.Kind));
        Assert.Equal(published, article.Published?.ToString());
        Assert.Equal(outlet, article.Outlet);
        Assert.Equal(authors, string.Join('|', article.Authors));
    }

    [Theory]
    [InlineData("(XYZ) — ", "(XYZ) —", "XYZ")]
    [InlineData("Harlow, England (XYZ) — ", "Harlow, England (XYZ) —", "XYZ")]
    [InlineData("HARLOW — ", "HARLOW —", null)]
    [InlineData("HARLOW, Feb. 3 (XYZ) - ", "HARLOW, Feb. 3 (XYZ) -", "XYZ")]
    [InlineData("**HARLOW, England** – ", "**HARLOW, England** –", null)]
    [InlineData("HARLOW, Feb. 3 - ", "HARLOW, Feb. 3 -", null)]
    [InlineData("HARLOW, England - ", "HARLOW, England -", null)]
    public void Dateline_is_cut_off_the_first_paragraph(string dateline, string cut, string? outlet)
    {
        var text = dateline + Sentence;
        var article = ArticleReader.FromText(text);
        Assert.Equal([(SectionKind.Byline, cut), (SectionKind.Paragraph, Sentence)], article.Sections.Select(s => (s.Kind, s.Span.Slice(text))));
        Assert.Equal(outlet, article.Outlet);
    }

    [Theory]
    [InlineData("HARLOW, England, Feb. 3, 2025 (XYZ) — " + Sentence)]
    [InlineData("HARLOW, 3 February 2025 (XYZ) — " + Sentence)]
    [InlineData("A headline of five words\n\nHARLOW, England (XYZ) — February 3, 2025\n\n" + Sentence)]
    public void Dateline_tells_the_day(string text) =>
        Assert.Equal("2025-02-03", ArticleReader.FromText(text).Published?.ToString());

    [Theory]
    [InlineData("Officials of the town — and some of its guests — spoke.")]
    [InlineData("Harlow: a town of bridges, one of them closed.")]
    [InlineData("UK, EU-led talks about the bridge ended.")]
    [InlineData("WATCH - the town opens its new bridge.")]
    public void Sentence_with_a_dash_has_no_dateline(string sentence) =>
        Assert.Equal(SectionKind.Paragraph, Assert.Single(ArticleReader.FromText(sentence).Sections).Kind);

    [Theory]
    [InlineData("Read More")]
    [InlineData("© 2031 The Courier. All rights reserved.")]
    [InlineData("Sign up for our newsletter to get the latest news in your inbox.")]
    [InlineData("What do you think? Share your view in the comments.")]
    [InlineData("https://example.org/news/bridge")]
    public void Notice_to_the_reader_is_boilerplate(string line) =>
        Assert.Equal([SectionKind.Paragraph, SectionKind.Boilerplate], ArticleReader.FromText($"{Sentence}\n\n{line}").Sections.Select(s => s.Kind));

    [Fact]
    public void Caption_is_kept_and_its_credit_is_not_prose()
    {
        var text = $"{Sentence}\n\nA crane stands beside the closed bridge in Harlow. Kim Roe/XYZ/Big Pictures";
        var sections = ArticleReader.FromText(text).Sections;
        Assert.Equal(
            [(SectionKind.Caption, "A crane stands beside the closed bridge in Harlow."), (SectionKind.Byline, "Kim Roe/XYZ/Big Pictures")],
            sections.Skip(1).Select(s => (s.Kind, s.Span.Slice(text))));
    }

    [Fact]
    public void Stamp_and_headline_on_one_line_are_two_parts()
    {
        var text = $"Mon Feb 03 10:10:00 UTC 2031: **Harlow Closes Its Old Bridge**\n\n{Sentence}";
        var article = ArticleReader.FromText(text);
        Assert.Equal("Harlow Closes Its Old Bridge", article.Title);
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 10, 10, 0, TimeSpan.Zero), article.PublishedAt);
        Assert.Equal([SectionKind.Byline, SectionKind.Headline, SectionKind.Paragraph], article.Sections.Select(s => s.Kind));
    }

    [Fact]
    public void Wrapped_lines_are_one_paragraph_and_lines_that_end_sentences_are_several()
    {
        var wrapped = "The council of Harlow voted on Monday to close the old bridge after\nengineers had found cracks in two of its piers. Traffic will go by\nthe ring road.";
        Assert.Single(ArticleReader.FromText(wrapped).Sections);
        Assert.Equal(2, ArticleReader.FromText($"{Sentence}\n{Sentence}").Sections.Count);
    }

    [Fact]
    public void Text_is_never_altered_and_every_section_slices_it()
    {
        var text = "\r\n  A Headline of Six Short Words \r\n\r\n\t" + Sentence + " \u00A0\r\n\r\n";
        var article = ArticleReader.FromText(text);
        Assert.Equal(text, article.Text);
        Assert.All(article.Sections, s => Assert.Equal(s.Span.Slice(text).Trim(), s.Span.Slice(text)));
        Assert.Equal("A Headline of Six Short Words", article.Title);
    }

    [Theory]
    [InlineData("Der Rat der Stadt hat am Montag beschlossen, die alte Brücke zu schließen, weil sie nicht mehr sicher ist.", "de")]
    [InlineData("Le conseil de la ville a décidé lundi de fermer le vieux pont, qui n'est plus sûr pour les voitures.", "fr")]
    [InlineData("Рада міста вирішила в понеділок закрити старий міст, бо його опори мають тріщини.", "uk")]
    [InlineData("市議会は月曜日に古い橋を閉鎖することを決めた。", "ja")]
    [InlineData("The council of the town has voted to close the bridge.", "en")]
    [InlineData("Bridge closes", "en")]
    public void Language_is_recognised(string text, string language) => Assert.Equal(language, ArticleReader.FromText(text).Language);
}
