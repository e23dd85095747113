using System.Text;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Articles;

/// <summary>Pages as sites of the press make them; the text of all is invented.</summary>
public sealed class HtmlPagesTests
{
    private const string One = "The council of Harlow voted on Monday to close the old bridge after engineers had found cracks in two of its piers.";
    private const string Two = "“We could not wait another winter,” said the mayor, Anna Weber, who had asked for the inspection in March.";
    private const string Three = "Some 4,000 cars cross the bridge on a working day, and the detour will cost their drivers about 20 minutes.";

    private static Article Read(string html) => ArticleReader.Read("page.html", Encoding.UTF8.GetBytes(html)).Single().Article!;

    private static string Prose(Article article) =>
        string.Join('|', article.Sections.Where(section => section.Kind == SectionKind.Paragraph).Select(section => section.Span.Slice(article.Text)));

    private static string Head(Article article) => $"{article.Title} / {article.Outlet} / {article.Published} / {string.Join(", ", article.Authors)}";

    [Fact]
    public void Blog_engine_links_author_and_publisher_by_their_ids_in_the_graph()
    {
        var article = Read($$"""
            <!doctype html><html lang="en-GB"><head><title>Harlow closes its bridge - The Harlow Courier</title>
            <script type="application/ld+json" class="seo-graph">{"@context":"https://schema.org","@graph":[
            {"@type":"NewsArticle","@id":"https://courier.example/bridge/#article","headline":"Harlow closes its bridge","author":{"@id":"https://courier.example/#/person/1"},
             "publisher":{"@id":"https://courier.example/#organization"},"datePublished":"2031-02-03T07:30:00+00:00"},
            {"@type":"Organization","@id":"https://courier.example/#organization","name":"The Harlow Courier"},
            {"@type":"Person","@id":"https://courier.example/#/person/1","name":"Ann Lee"}]}</script></head>
            <body><a class="skip-link screen-reader-text" href="#content">Skip to content</a><header><div class="site-branding">The Harlow Courier</div></header>
            <main id="content"><article class="post-117 post type-post"><header class="entry-header"><h1 class="entry-title">Harlow closes its bridge</h1></header>
            <div class="entry-content"><p>{{One}}</p><p>{{Two}}</p><p>{{Three}}</p></div>
            <footer class="entry-footer"><span class="tags-links">Tagged bridges</span></footer></article></main></body></html>
            """);
        Assert.Equal("Harlow closes its bridge / The Harlow Courier / 2031-02-03 / Ann Lee", Head(article));
        Assert.Equal($"{One}|{Two}|{Three}", Prose(article));
    }

    [Fact]
    public void Consent_banner_newsletter_and_share_bar_yield_nothing()
    {
        var article = Read($"""
            <html><head><meta property="og:title" content="Harlow closes its bridge"><meta property="og:site_name" content="The Courier"></head><body>
            <div id="cookie-consent-banner" role="dialog"><p>We and our 812 partners store information on your device to show you personalised advertising and content. You can change your choice at any time.</p><button>Accept all</button></div>
            <div class="layout"><div class="col"><div class="article__body"><p>{One}</p><div class="share-tools"><p>Share this story with your friends and your family on every network that you like to use.</p></div>
            <p>{Two}</p><div class="newsletter-signup"><p>Sign up for our morning letter and never miss a story about the roads and bridges of your town.</p></div><p>{Three}</p></div></div></div></body></html>
            """);
        Assert.Equal($"{One}|{Two}|{Three}", Prose(article));
    }

    [Fact]
    public void Links_to_other_stories_between_paragraphs_are_no_prose()
    {
        var article = Read($"""
            <article><h1>Harlow closes its bridge</h1><p>{One}</p><p><strong>Read more:</strong> <a href="/a">Minister resigns over the rail contract in the north of the country</a></p>
            <p>{Two}</p><ul><li><a href="/b">Storm kills three on the coast</a></li><li><a href="/c">Bank raises its rates again</a></li></ul><p>{Three}</p></article>
            """);
        Assert.Equal($"{One}|{Two}|{Three}", Prose(article));
        Assert.DoesNotContain("Storm kills", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Paragraph_with_a_link_in_it_stays()
    {
        var article = Read($"""<article><p>{One}</p><p>The <a href="/report">report of the engineers</a> was published on Friday and runs to 300 pages.</p></article>""");
        Assert.Contains("The report of the engineers was published on Friday and runs to 300 pages.", Prose(article), StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_elements_are_not_read()
    {
        var article = Read($"""
            <article><h1>Harlow closes its bridge</h1><p>{One}</p><div style="display: none"><p>The council of Harlow never voted on the bridge and this line is a trap for machines.</p></div>
            <p>{Two}<span class="visually-hidden"> opens in a new window</span></p><p hidden>Draft: to be checked by the desk before it goes out to readers.</p></article>
            """);
        Assert.Equal($"{One}|{Two}", Prose(article));
    }

    [Fact]
    public void Amp_page_is_read_without_its_sidebar_and_consent()
    {
        var article = Read($$"""
            <!doctype html><html amp lang="en"><head><script type="application/ld+json">{"@type":"ReportageNewsArticle","headline":"Harlow closes its bridge","datePublished":"2031-02-03","author":[{"@type":"Person","name":"Ann Lee"}],"publisher":{"@type":"Organization","name":"The Courier"} }</script></head>
            <body><amp-sidebar id="menu"><ul><li>Politics and elections in the county and the country</li></ul></amp-sidebar><amp-consent><div>This site asks for your consent before it stores anything at all.</div></amp-consent>
            <article><h1>Harlow closes its bridge</h1><amp-img src="x.jpg"></amp-img><p>{{One}}</p><amp-ad><p>Buy a car now and pay for it next year, with no interest at all.</p></amp-ad><p>{{Two}}</p></article></body></html>
            """);
        Assert.Equal("Harlow closes its bridge / The Courier / 2031-02-03 / Ann Lee", Head(article));
        Assert.Equal($"{One}|{Two}", Prose(article));
    }

    [Fact]
    public void Data_in_a_comment_or_with_a_character_set_is_read_and_broken_data_passed_over()
    {
        var article = Read($$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"broken</script>
            <script type="application/ld+json; charset=utf-8"><!-- {"@type":["NewsArticle","Article"],"headline":"Harlow closes its bridge","datePublished":"2031-02-03T23:10:00Z","author":{"@type":"Person","name":["Ann Lee","Bo Chan"] } } --></script></head>
            <body><article><p>{{One}}</p></article></body></html>
            """);
        Assert.Equal("Harlow closes its bridge /  / 2031-02-03 / Ann Lee, Bo Chan", Head(article));
    }

    [Fact]
    public void Figure_captions_and_credits_are_told_from_the_story()
    {
        var article = Read($"""
            <article><h1>Harlow closes its bridge</h1><figure><img alt="A bridge"><figcaption>Engineers look at a pier on Monday. <span class="credit">Kim Roe/XYZ</span></figcaption></figure><p>{One}</p><p>{Two}</p></article>
            """);
        Assert.Equal($"{One}|{Two}", Prose(article));
        Assert.Contains(article.Sections, section => section.Kind == SectionKind.Caption && section.Span.Slice(article.Text).StartsWith("Engineers look at a pier", StringComparison.Ordinal));
    }

    [Fact]
    public void Stub_before_a_paywall_gives_the_lines_that_are_there()
    {
        var article = Read($"""
            <html><head><meta property="og:title" content="Harlow closes its bridge"></head><body><article><h1>Harlow closes its bridge</h1><p>{One}</p>
            <div class="paywall-offer"><p>This story is for subscribers. Choose an offer to read on, from one euro a month, and cancel whenever you like.</p></div></article></body></html>
            """);
        Assert.Equal(One, Prose(article));
    }

    [Fact]
    public void Live_report_keeps_the_text_of_all_its_posts_in_order()
    {
        var article = Read($"""
            <main><h1>Bridge of Harlow: the day as it happened</h1><div class="live-posts"><article class="post"><time datetime="2031-02-03T12:10:00Z">12:10</time><h2>Council votes</h2><p>{One}</p></article>
            <article class="post"><time datetime="2031-02-03T11:40:00Z">11:40</time><h2>The mayor speaks</h2><p>{Two}</p></article><article class="post"><p>{Three}</p></article></div></main>
            """);
        Assert.Equal($"{One}|{Two}|{Three}", Prose(article));
    }

    [Fact]
    public void Table_in_a_story_does_not_break_the_prose_around_it()
    {
        var article = Read($"<article><h1>Harlow closes its bridge</h1><p>{One}</p><table><tr><th>Bridge</th><th>Cars a day</th></tr><tr><td>Old</td><td>4,000</td></tr></table><p>{Two}</p></article>");
        Assert.Contains(One, Prose(article), StringComparison.Ordinal);
        Assert.Contains(Two, Prose(article), StringComparison.Ordinal);
    }
}
