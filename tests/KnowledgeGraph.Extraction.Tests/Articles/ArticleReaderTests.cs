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

    [Fact]
    public void Binary_is_refused_with_the_reason() =>
        Assert.Contains("binary", Assert.Single(ArticleReader.Read("a.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13])).Refusal);

    [Fact]
    public void File_beyond_the_limit_is_refused() =>
        Assert.Contains("20 MB", Assert.Single(ArticleReader.Read("a.txt", new byte[ArticleReader.MostBytes + 1])).Refusal);

    [Fact]
    public void Utf16_with_its_mark_utf8_with_its_mark_and_windows_1252_are_read()
    {
        const string Text = "“Zürich” reopened its bridge on Monday.";
        byte[] utf16 = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], bigEndian = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)];
        byte[] utf8 = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)];
        byte[] windows = [.. Text.Select(c => c switch { '“' => (byte)0x93, '”' => (byte)0x94, _ => (byte)c })];
        foreach (var bytes in new[] { utf16, bigEndian, utf8, windows }) Assert.Equal(Text, Assert.Single(ArticleReader.Read("a.txt", bytes)).Article!.Text);
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
