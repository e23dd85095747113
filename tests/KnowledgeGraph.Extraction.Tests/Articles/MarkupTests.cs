using System.Text;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Articles;

public sealed class MarkupTests
{
    private const string Prose = "The council of Harlow voted on Monday to close the old bridge after engineers had found cracks in two of its piers.";

    private static Article Read(string name, string text) => ArticleReader.Read(name, Encoding.UTF8.GetBytes(text)).Single().Article!;

    [Fact]
    public void Page_with_linked_data_gives_title_outlet_authors_and_date()
    {
        var article = Read("a.html", $$"""
            <html><head><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Bridge closed","datePublished":"2031-02-03T09:00:00+01:00",
            "author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Chan"}],"publisher":{"name":"The Courier"} } ]}</script></head>
            <body><nav><a href="/">Home</a> <a href="/x">Politics</a></nav><article><h1>Bridge closed</h1><p>{{Prose}}</p><p>{{Prose}}</p></article><footer>© 2031</footer></body></html>
            """);
        Assert.Equal(("Bridge closed", "The Courier", "2031-02-03", "Ann Lee|Bo Chan"), (article.Title, article.Outlet, article.Published!.ToString(), string.Join('|', article.Authors)));
        Assert.Equal($"Bridge closed\n\n{Prose}\n\n{Prose}", article.Text);
        Assert.Equal([SectionKind.Headline, SectionKind.Paragraph, SectionKind.Paragraph], article.Sections.Select(s => s.Kind));
    }

    [Fact]
    public void Meta_elements_microdata_and_time_elements_fill_what_is_missing()
    {
        var open = Read("a.html", $"""<meta property="og:title" content="Bridge closed"><meta property="og:site_name" content="The Courier"><meta name="author" content="By Ann Lee and Bo Chan"><p>{Prose}</p><time datetime="2031-02-03">Monday</time>""");
        Assert.Equal(("Bridge closed", "The Courier", "2031-02-03", 2), (open.Title, open.Outlet, open.Published?.ToString(), open.Authors.Count));
        var micro = Read("a.html", $"""<div itemscope><h2 itemprop="headline">Bridge closed</h2><span itemprop="author">Ann Lee</span><time itemprop="datePublished" datetime="2031-02-03"></time><p>{Prose}</p></div>""");
        Assert.Equal(("Bridge closed", "2031-02-03", "Ann Lee"), (micro.Title, micro.Published?.ToString(), micro.Authors.Single()));
    }

    [Fact]
    public void Captions_and_bylines_of_the_markup_are_told_from_prose()
    {
        var article = Read("a.html", $"<article><h1>Bridge closed</h1><p class='byline'>By Ann Lee</p><figure><img src='x'><figcaption>The bridge on Monday. Kim Roe/XYZ</figcaption></figure><p>{Prose}</p><div class='newsletter-box'><p>Get the latest.</p></div></article>");
        Assert.Equal(
            ["Headline:Bridge closed", "Byline:By Ann Lee", "Caption:The bridge on Monday.", "Byline:Kim Roe/XYZ", "Paragraph:" + Prose],
            article.Sections.Select(s => $"{s.Kind}:{s.Span.Slice(article.Text)}"));
        Assert.Equal(["Ann Lee"], article.Authors);
    }

    [Theory]
    [InlineData("<p>The bridge of Harlow is closed <b>since Monday")]
    [InlineData("<div><div><div><p>The bridge of Harlow is closed <b>since Monday</i>")]
    [InlineData("<!doctype html><p>The bridge of Harlow is closed <script>alert(1)</script><b>since Monday</b>")]
    public void Page_that_never_closes_its_elements_is_read(string html) =>
        Assert.Contains("The bridge of Harlow is closed since Monday", Read("a.html", html).Text, StringComparison.Ordinal);

    [Fact]
    public void Deeply_nested_page_is_read() =>
        Assert.Contains(Prose, Read("a.html", string.Concat(Enumerable.Repeat("<div>", 900)) + Prose).Text, StringComparison.Ordinal);

    [Fact]
    public void Markdown_gives_its_front_matter_headings_and_prose_without_marks()
    {
        var article = Read("a.md", $"""
            ---
            title: Bridge closed
            author: Ann Lee
            date: 2031-02-03
            outlet: The Courier
            ---
            # Bridge closed

            The council of **Harlow** voted [on Monday](https://example.org/x) to close
            the *old* bridge.

            - Traffic goes by the ring road.
            """);
        Assert.Equal(("Bridge closed", "The Courier", "2031-02-03", "Ann Lee"), (article.Title, article.Outlet, article.Published!.ToString(), article.Authors.Single()));
        Assert.Equal("Bridge closed\n\nThe council of Harlow voted on Monday to close the old bridge.\n\nTraffic goes by the ring road.", article.Text);
    }
}
