using System.Text;
using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Articles;

public sealed class ArticleReaderTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n\t ", "is empty")]
    public void Empty_file_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Single(ArticleReader.Read("a.txt", Encoding.UTF8.GetBytes(text))).Refusal);

    [Theory]
    [InlineData("“We were told nothing,” the harbour master said on Monday.\n\nMarch 3, 2031\n\nThe port of Harlow stays closed.", "2031-03-03")]
    [InlineData("The port of Harlow stays closed.\n\nNobody knows why.\n\nMarch 3, 2031\n\nShips wait.", null)]
    public void A_date_right_below_the_first_line_dates_the_article(string text, string? date) => Assert.Equal(date, ArticleReader.FromText(text).Published?.ToString());

    [Fact]
    public void Binary_is_refused_with_the_reason() =>
        Assert.Contains("binary", Assert.Single(ArticleReader.Read("a.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13])).Refusal);

    [Fact]
    public void A_zero_character_far_down_is_refused_with_its_place()
    {
        var text = string.Concat(Enumerable.Repeat("Ships wait at sea. ", 500));
        Assert.Contains($"holds a zero character (U+0000) after {text.Length} characters", Assert.Single(ArticleReader.Read("a.txt", Encoding.UTF8.GetBytes(text + "\0 End."))).Refusal);
        Assert.Contains("(U+0000) after 3 characters", Assert.Single(ArticleReader.Read("a.jsonl", Encoding.UTF8.GetBytes("{\"text\":\"Ann\\u0000 met Bob.\"}"))).Refusal);
    }

    [Fact]
    public void A_zero_character_in_a_title_is_replaced() =>
        Assert.Equal("A\uFFFDb", Assert.Single(ArticleReader.Read("a.jsonl", Encoding.UTF8.GetBytes("{\"text\":\"Ann met Bob.\",\"title\":\"A\\u0000b\"}"))).Article!.Title);

    [Fact]
    public void File_beyond_the_limit_is_refused() =>
        Assert.Contains("20 MB", Assert.Single(ArticleReader.Read("a.txt", new byte[ArticleReader.MostBytes + 1])).Refusal);

    [Fact]
    public void Utf16_and_utf32_with_their_marks_utf8_with_its_mark_and_windows_1252_are_read()
    {
        const string Text = "“Zürich” reopened its bridge on Monday.";
        byte[] utf16 = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], bigEndian = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)];
        byte[] utf8 = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)];
        byte[] windows = [.. Text.Select(c => c switch { '“' => (byte)0x93, '”' => (byte)0x94, _ => (byte)c })];
        byte[] wide = [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Text)], wideBigEndian = [0, 0, 0xFE, 0xFF, .. new UTF32Encoding(true, false).GetBytes(Text)];
        foreach (var bytes in new[] { utf16, bigEndian, utf8, windows, wide, wideBigEndian }) Assert.Equal(Text, Assert.Single(ArticleReader.Read("a.txt", bytes)).Article!.Text);
    }

    [Fact]
    public void Json_lines_give_one_article_a_line_and_a_reason_for_each_bad_one()
    {
        const string Lines = """
            {"id":"x1","title":"Bridge closed","text":"The bridge of Harlow is closed.","published":"2031-02-03","authors":["Ann Lee"],"outlet":"The Courier"}
            {"id":"x2"}
            not json
            """;
        var results = ArticleReader.Read("news.jsonl", Encoding.UTF8.GetBytes(Lines));
        var article = results[0].Article!;
        Assert.Equal(("Bridge closed", "The Courier", "2031-02-03", "Ann Lee"), (article.Title, article.Outlet, article.Published!.ToString(), article.Authors.Single()));
        Assert.Equal(["news.jsonl:2", "news.jsonl:3"], results.Skip(1).Select(r => r.Name));
        Assert.Contains("no \"text\"", results[1].Refusal);
        Assert.Contains("not valid JSON", results[2].Refusal);
    }

    [Fact]
    public void Article_with_an_id_of_its_sender_keeps_its_id_when_the_text_changes()
    {
        Article Read(string text) => ArticleReader.Read("a.jsonl", Encoding.UTF8.GetBytes($$"""{"id":"x1","text":"{{text}}"}""")).Single().Article!;
        Assert.Equal(Read("One.").Id, Read("Two.").Id);
        Assert.NotEqual(ArticleReader.FromText("One.").Id, ArticleReader.FromText("Two.").Id);
    }

    [Fact]
    public void Address_is_the_files_name_without_its_folder() =>
        Assert.Equal("a.txt", ArticleReader.Read("/some/where/a.txt", "The bridge is closed."u8).Single().Article!.Address);

    [Theory]
    [InlineData("The bridge of Harlow is closed.", true)]
    [InlineData("The bridge of Harlow is closed.", false)]
    [InlineData("Міст у Гарлоу закрито з понеділка.", true)]
    [InlineData("Міст у Гарлоу закрито з понеділка.", false)]
    public void Utf16_without_its_mark_is_recognised(string text, bool bigEndian) =>
        Assert.Equal(text, Assert.Single(ArticleReader.Read("a.txt", new UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes(text))).Article!.Text);

    [Theory]
    [InlineData("""{"text":5}""", "has a \"text\" that is a number; expected a string with the article's text")]
    [InlineData("""{"text":["a","b"]}""", "has a \"text\" that is a list")]
    [InlineData("""{"text":{"name":"a"}}""", "has a \"text\" that is an object")]
    [InlineData("""{"text":true}""", "has a \"text\" that is true or false")]
    [InlineData("""{"html":7}""", "has a \"html\" that is a number")]
    [InlineData("""{"text":null}""", "has no \"text\"")]
    [InlineData("""{"text":""}""", "has no \"text\"")]
    [InlineData("""{"text":"half a \ud83d character"}""", "holds an escaped half of a character")]
    [InlineData("""{"id":"\udc00","text":"The bridge is closed."}""", "holds an escaped half of a character")]
    public void A_json_article_whose_text_is_no_text_is_refused_with_the_reason(string line, string reason) =>
        Assert.Contains(reason, Assert.Single(ArticleReader.Read("a.jsonl", Encoding.UTF8.GetBytes(line))).Refusal);

    [Fact]
    public void A_text_beside_a_body_of_another_kind_is_read() =>
        Assert.Equal("The bridge is closed.", ArticleReader.Read("a.jsonl", """{"body":{"parts":2},"text":"The bridge is closed."}"""u8).Single().Article!.Text);

    [Theory]
    [InlineData("2026-03-01", "2026-03-01", 0)]
    [InlineData("next week", null, 1)]
    [InlineData("2026-02-30", null, 1)]
    public void A_date_that_cannot_be_read_is_noted_and_the_article_kept(string given, string? date, int notes)
    {
        var result = ArticleReader.Read("a.jsonl", Encoding.UTF8.GetBytes($$"""{"text":"The bridge is closed.","published":"{{given}}"}""")).Single();
        Assert.Equal((date, notes), (result.Article!.Published?.ToString(), result.Notes.Count));
        Assert.All(result.Notes, note => Assert.Contains($"cannot be read ('{given}')", note));
    }

    [Theory]
    [InlineData("https://news.example/story", "https://news.example/story")]
    [InlineData("https://news.example/", "https://news.example/a?id=1")]
    [InlineData("https://other.example/story", "https://news.example/a?id=1")]
    [InlineData("not an address", "https://news.example/a?id=1")]
    public void A_page_names_itself_but_never_another_sites_article(string canonical, string address)
    {
        var html = $"<html><head><link rel='canonical' href='{canonical}'></head><body><p>The bridge of Harlow is closed since Monday, the mayor said.</p></body></html>";
        var article = ArticleReader.ReadPage(new("https://news.example/a?id=1"), html).Article!;
        Assert.Equal((address, Ids.ForArticle("", address)), (article.Address, article.Id));
    }

    [Theory]
    [InlineData("<div>", 1_001, true)]
    [InlineData("<div>", 999, false)]
    [InlineData("<div class='a'></div>", 5_000, false)]
    [InlineData("<p>One.<br><img src=x><li>", 5_000, false)]
    [InlineData("<script>'<div>'</script><!-- <div> -->", 5_000, false)]
    public void A_page_that_nests_without_end_is_refused_before_it_is_parsed(string markup, int times, bool refused)
    {
        var html = string.Concat(Enumerable.Repeat(markup, times)) + "<p>The bridge of Harlow is closed.</p>";
        foreach (var result in new[] { ArticleReader.ReadPage(new("https://news.example/a"), html), ArticleReader.Read("a.html", Encoding.UTF8.GetBytes(html)).Single() })
            Assert.Equal(refused, result.Refusal?.Contains("nests more than 1000 elements") ?? false);
    }

    [Fact]
    public void Scripts_and_styles_are_no_text_wherever_they_stand()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 900)) + "<p>The bridge of Harlow is closed.</p><svg><script>alert(1)</script><style>x</style></svg>";
        Assert.Equal("The bridge of Harlow is closed.", ArticleReader.ReadPage(new("https://news.example/a"), html).Article!.Text.Trim());
    }

    [Fact]
    public void What_a_feed_says_fills_what_the_page_does_not()
    {
        var known = new ArticleMetadata("The feed's title", "The Courier", ["Ann Lee"], PartialDate.Parse("2026-03-01"));
        var article = ArticleReader.ReadPage(new("https://news.example/a"), "<h1>The page's title</h1><p>The bridge of Harlow is closed since Monday, the mayor said.</p>", known).Article!;
        Assert.Equal(("The page's title", "The Courier", "2026-03-01", "Ann Lee"), (article.Title, article.Outlet, article.Published!.ToString(), article.Authors.Single()));
    }

    [Property(MaxTest = 300)]
    public void Random_bytes_are_an_article_or_a_refusal(byte[] bytes)
    {
        foreach (var name in new[] { "a.txt", "a.html", "a.md", "a.jsonl", "a" })
            Assert.All(ArticleReader.Read(name, bytes), result => Assert.True((result.Article is null) != (result.Refusal is null)));
    }

    [Property(MaxTest = 200)]
    public void Sections_slice_the_text_in_order_without_overlap(NonNull<string> text)
    {
        var article = ArticleReader.FromText(text.Get);
        var end = 0;
        foreach (var section in article.Sections)
        {
            Assert.True(section.Span.Start >= end && section.Span.End <= text.Get.Length && !section.Span.IsEmpty);
            end = section.Span.End;
        }
    }
}
