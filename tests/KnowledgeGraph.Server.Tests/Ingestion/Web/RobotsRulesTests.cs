using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.Tests.Ingestion.Web;

/// <summary>RFC 9309.</summary>
public sealed class RobotsRulesTests
{
    [Theory]
    // Section 2.2.2: the longest rule decides, allow before disallow.
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow: /news\nAllow: /news/world", "/news/world/1", true)]
    [InlineData("User-agent: *\nAllow: /news/world\nDisallow: /news", "/news/sport", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    // Section 2.2.3: special characters.
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/files/one.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/files/one.pdf?x=1", true)]
    [InlineData("User-agent: *\nDisallow: /*/print", "/news/print", false)]
    [InlineData("User-agent: *\nDisallow: /exact$", "/exactly", true)]
    [InlineData("User-agent: *\nDisallow: /*?session=", "/a?session=1", false)]
    // Paths are compared with one way of escaping.
    [InlineData("User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9", false)]
    [InlineData("User-agent: *\nDisallow: /%61bc", "/abc", false)]
    // Section 2.2.1: groups.
    [InlineData("User-agent: KnowledgeGraph\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: knowledgegraph\nAllow: /", "/a", true)]
    [InlineData("User-agent: knowledgegraph\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: KnowledgeGraph/1.0\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: other\nUser-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: KnowledgeGraph\n\nUser-agent: *\nDisallow: /", "/a", false)]
    // What says nothing, and what is no rule.
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("<html><body>Not found</body></html>", "/a", true)]
    [InlineData("user-AGENT : *  # all\r\n DISALLOW :/x # not here", "/x", false)]
    [InlineData("User-agent: *\nCrawl-delay: 5\nDisallow: /x\nSitemap: https://a/b", "/x", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    public void Rules_decide(string file, string path, bool allowed) => Assert.Equal(allowed, RobotsRules.Parse(file, "KnowledgeGraph").Allows(path));

    [Property(MaxTest = 300, Replay = "1,1")]
    public void Whatever_stands_in_a_file_gives_an_answer(NonNull<string> file, NonNull<string> path) =>
        RobotsRules.Parse("User-agent: *\nDisallow: " + file.Get, "KnowledgeGraph").Allows("/" + path.Get);
}
