using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.Tests.Ingestion.Web;

public sealed class FeedReaderTests
{
    private static readonly Uri Address = new("https://news.example/feeds/all.xml");

    [Fact]
    public void Rss_2_is_read()
    {
        var feed = Read("""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel><title>Harbour &amp; Post</title><link>https://news.example/</link><ttl>60</ttl>
                <image><title>not this one</title></image>
                <item><title>Bridge &lt;b&gt;closed&lt;/b&gt;</title><link>https://news.example/1</link><guid isPermaLink="false">n-1</guid><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
                  <dc:creator>Ann Lee</dc:creator><description>A teaser</description><content:encoded><![CDATA[<p>Whole.</p>]]></content:encoded></item>
                <item><guid>https://news.example/2</guid><description>Only a teaser</description></item>
              </channel></rss>
            """);

        Assert.Equal(("Harbour & Post", TimeSpan.FromHours(1), null), (feed.Title, feed.Interval, feed.Problem));
        var (first, second) = (feed.Items[0], feed.Items[1]);
        Assert.Equal(("n-1", "https://news.example/1", "Bridge closed", "<p>Whole.</p>", "Sun, 01 Mar 2026 10:00:00 GMT", "Ann Lee"),
            (first.Key, first.Address!.AbsoluteUri, first.Title, first.Content, first.Published, first.Authors.Single()));
        Assert.Equal(("https://news.example/2", "https://news.example/2", null, null), (second.Key, second.Address!.AbsoluteUri, second.Title, second.Content));
    }

    [Fact]
    public void Atom_is_read()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom"><title type="text">The Courier</title>
              <entry><id>tag:news.example,2026:1</id><title>Bridge closed</title><link rel="self" href="https://news.example/self"/><link href="../1"/>
                <published>2026-03-01T10:00:00Z</published><updated>2026-03-02T10:00:00Z</updated><author><name>Ann Lee</name><email>a@b.example</email></author>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Whole.</p></div></content></entry>
              <entry><id>2</id><content type="html">&lt;p&gt;Whole.&lt;/p&gt;</content></entry>
              <entry><id>3</id><content type="text">Less &lt; more</content></entry>
              <entry><id>4</id><content type="image/png" src="https://news.example/4.png"/></entry>
            </feed>
            """);

        Assert.Equal("The Courier", feed.Title);
        Assert.Equal(("https://news.example/1", "2026-03-01T10:00:00Z", "Ann Lee"), (feed.Items[0].Address!.AbsoluteUri, feed.Items[0].Published, feed.Items[0].Authors.Single()));
        Assert.Contains("<p>Whole.</p>", feed.Items[0].Content);
        Assert.Equal(["<p>Whole.</p>", "Less &lt; more", null], feed.Items.Skip(1).Select(i => i.Content));
    }

    [Fact]
    public void Rss_1_is_read()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
              <channel rdf:about="https://news.example/"><title>The Courier</title><sy:updatePeriod>hourly</sy:updatePeriod></channel>
              <item rdf:about="https://news.example/1"><title>Bridge closed</title><link>https://news.example/1</link><dc:date>2026-03-01</dc:date></item>
            </rdf:RDF>
            """);

        Assert.Equal(("The Courier", TimeSpan.FromHours(1)), (feed.Title, feed.Interval));
        Assert.Equal(("https://news.example/1", "Bridge closed", "2026-03-01"), (feed.Items.Single().Key, feed.Items.Single().Title, feed.Items.Single().Published));
    }

    [Theory]
    [InlineData("<html><body>Not found</body></html>", "is no feed: expected RSS or Atom, found <html>")]
    [InlineData("", "is malformed at line")]
    [InlineData("plain words", "is malformed at line 1")]
    [InlineData("<rss><channel><item><title>a</item></channel></rss>", "is malformed at line 1")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><guid>&x;</guid></item></channel></rss>", "has a document type declaration, which is not read")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>", "has a document type declaration, which is not read")]
    public void What_is_no_feed_is_told(string text, string told)
    {
        var feed = Read(text);

        Assert.Contains(told, feed.Problem);
        Assert.Empty(feed.Items);
    }

    [Fact]
    public void What_stands_before_a_mistake_is_read()
    {
        var feed = Read("<rss><channel><item><guid>1</guid></item>\n<item><guid>2</guid></item>\n<item><guid>3</wrong>");

        Assert.Equal(["1", "2"], feed.Items.Select(i => i.Key));
        Assert.Equal("is malformed at line 3; the 2 entries before it were read", feed.Problem);
    }

    [Fact]
    public void A_feed_that_was_cut_off_is_no_mistake()
    {
        var feed = FeedReader.Read("<rss><channel><item><guid>1</guid></item><item><gui", Address, isCutOff: true);

        Assert.Equal(("1", null), (feed.Items.Single().Key, feed.Problem));
    }

    [Fact]
    public void Not_more_than_the_limit_is_taken() =>
        Assert.Equal(FeedReader.MostItems, Read("<rss><channel>" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<item><guid>{i}</guid></item>")) + "</channel></rss>").Items.Count);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html,x")]
    public void An_entry_leads_only_to_the_web(string link) => Assert.Null(Read($"<rss><channel><item><guid isPermaLink='false'>1</guid><link>{link}</link></item></channel></rss>").Items.Single().Address);

    [Theory]
    [InlineData("<rss version='2.0'>", true)]
    [InlineData(" <?xml version='1.0'?>\n<!-- made by hand -->\n<feed xmlns='http://www.w3.org/2005/Atom'>", true)]
    [InlineData("<rdf:RDF>", true)]
    [InlineData("<!DOCTYPE html><html>", false)]
    [InlineData("An article about <rss>", false)]
    [InlineData("<!-- never closed", false)]
    public void A_feed_is_told_from_a_page(string text, bool isFeed) => Assert.Equal(isFeed, FeedReader.IsFeed(text));

    [Property(MaxTest = 300)]
    public void Whatever_comes_gives_an_answer(NonNull<string> text)
    {
        foreach (var start in new[] { "", "<rss><channel>", "<feed><entry>", "<rss><channel><item><guid>1</guid>" }) Assert.NotNull(Read(start + text.Get).Items);
    }

    private static FeedContents Read(string text) => FeedReader.Read(text, Address);
}
