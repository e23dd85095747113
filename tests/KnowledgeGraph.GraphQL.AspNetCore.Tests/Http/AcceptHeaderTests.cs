using KnowledgeGraph.GraphQL.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class AcceptHeaderTests
{
    private const string Chromium =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

    [Theory]
    [InlineData("", "Json")]
    [InlineData("*/*", "Json")]
    [InlineData("application/*", "Json")]
    [InlineData("application/json", "Json")]
    [InlineData("APPLICATION/JSON; charset=UTF-8", "Json")]
    [InlineData("application/graphql-response+json", "GraphQLResponse")]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", "GraphQLResponse")]
    [InlineData("application/json, application/graphql-response+json", "Json")]
    [InlineData("application/json;q=0.5, application/graphql-response+json", "GraphQLResponse")]
    [InlineData("application/graphql-response+json;q=0.5, application/json", "Json")]
    [InlineData("*/*, application/json;q=0.1, application/graphql-response+json;q=0.9", "GraphQLResponse")]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", "GraphQLResponse")]
    [InlineData("text/event-stream", "EventStream")]
    [InlineData("text/event-stream, application/json;q=0.9", "EventStream")]
    [InlineData("application/json, text/event-stream", "Json")]
    [InlineData("application/json; charset=latin1", "None")]
    [InlineData("text/plain", "None")]
    [InlineData("application/json;q=0", "None")]
    [InlineData("no media type", "None")]
    [InlineData(Chromium, "Json")]
    public void The_best_format_that_the_client_accepts_is_chosen(string accept, string expected) =>
        Assert.Equal(expected, AcceptHeader.Negotiate(accept).ToString());

    [Fact]
    public void Without_the_header_the_answer_is_json() =>
        Assert.Equal(ResponseFormat.Json, AcceptHeader.Negotiate(StringValues.Empty));

    [Theory]
    [InlineData(Chromium, "Html")]
    [InlineData("application/json, text/html", "Json")]
    [InlineData("*/*", "Json")]
    [InlineData("text/html;q=0.5, application/graphql-response+json", "GraphQLResponse")]
    public void A_browser_that_navigates_gets_the_page(string accept, string expected) =>
        Assert.Equal(expected, AcceptHeader.Negotiate(accept, html: true).ToString());

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public void The_best_coding_that_the_client_accepts_is_chosen(string acceptEncoding, string? expected) =>
        Assert.Equal(expected, AcceptEncoding.Preferred(acceptEncoding));
}
