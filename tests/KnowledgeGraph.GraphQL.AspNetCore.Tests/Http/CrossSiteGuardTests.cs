using KnowledgeGraph.GraphQL.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class CrossSiteGuardTests
{
    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("Application/JSON;charset=\"UTF-8\"", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=iso-8859-1", false)]
    [InlineData("application/graphql", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("text/plain", false)]
    [InlineData("text/plain; application/json", false)]
    [InlineData("nonsense", false)]
    [InlineData(null, false)]
    public void Only_json_in_utf8_is_a_body(string? contentType, bool accepted)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;

        Assert.Equal(accepted ? null : 415, CrossSiteGuard.CheckContentType(request)?.Status);
    }

    [Fact]
    public void Compressed_bodies_are_refused()
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = "application/json";
        request.Headers.ContentEncoding = "gzip";

        Assert.Equal(415, CrossSiteGuard.CheckContentType(request)?.Status);
    }

    [Theory]
    [InlineData("cross-site", "no-cors", false)]
    [InlineData("cross-site", "cors", true)]
    [InlineData("cross-site", "navigate", true)]
    [InlineData("same-origin", "no-cors", true)]
    [InlineData(null, null, true)]
    public void Other_sites_cannot_embed_answers(string? site, string? mode, bool accepted)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["Sec-Fetch-Site"] = site;
        request.Headers["Sec-Fetch-Mode"] = mode;

        Assert.Equal(accepted ? null : 403, CrossSiteGuard.CheckGet(request)?.Status);
    }

    [Theory]
    [InlineData("http", "localhost:5080", null, true)]
    [InlineData("http", "localhost:5080", "http://localhost:5080", true)]
    [InlineData("http", "localhost:5080", "http://localhost:3000", false)]
    [InlineData("http", "localhost:5080", "http://evil.example", false)]
    [InlineData("http", "localhost:5080", "null", false)]
    [InlineData("https", "news.example", "https://news.example", true)]
    [InlineData("https", "news.example:443", "https://news.example", true)]
    [InlineData("https", "news.example", "https://news.example.evil.example", false)]
    [InlineData("https", "news.example", "https://app.example", true)]
    public void Sockets_of_foreign_pages_are_refused(string scheme, string host, string? origin, bool accepted)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = scheme;
        request.Host = new HostString(host);
        request.Headers.Origin = origin;

        Assert.Equal(accepted ? null : 403, new CrossSiteGuard(["https://app.example"]).CheckOrigin(request)?.Status);
    }
}
