using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests;

/// <summary>What the store refuses to be asked is the client's mistake: told with its message, never as an internal error.</summary>
public sealed class RefusedQuestionTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    [Theory]
    [InlineData("{ people(first: 1, after: \"bad\") { nodes { name } } }", "The cursor is not one of this server's")]
    [InlineData("{ search(text: \"\", first: 1) { nodes { __typename } } }", "The search text has no word in it.")]
    [InlineData("{ search(text: \"harbour\", first: 1, after: \"bad\") { nodes { __typename } } }", "The cursor is not one of this server's")]
    [InlineData("{ neighbourhood(entity: \"x\", depth: 99) { __typename } }", "A depth of 99 was asked for: expected 1 to 3.")]
    [InlineData("{ neighbourhood(entity: \"x\", limit: 100000) { __typename } }", "A limit of 100000 was asked for: expected 1 to 500.")]
    [InlineData("{ paths(from: \"x\", to: \"y\", maxHops: 99) { __typename } }", "99 hops were asked for: expected 1 to 6.")]
    [InlineData("{ facets(of: ARTICLES, by: PREDICATE) { __typename } }", "cannot be counted by")]
    [InlineData("{ sources(first: -1) { __typename } }", "The argument \"first\" must not be negative, but is -1.")]
    [InlineData("{ sources(first: 1, after: \"bad\") { __typename } }", "The cursor is not one of this server's")]
    [InlineData("{ judgements(first: 1, after: \"bad\") { __typename } }", "The cursor is not one of this server's")]
    [InlineData("{ claims(filter: { minValue: 1e300 }) { totalCount } }", "minValue and maxValue take numbers")]
    public async Task The_client_is_told_what_was_wrong(string query, string told)
    {
        var error = Assert.Single((await samples.Graph.AnswerAsync(query))["errors"]!.AsArray());

        Assert.Contains(told, error.At("message"));
        Assert.Equal("BAD_USER_INPUT", error.At("extensions.code"));
    }

    [Fact]
    public async Task A_cursor_of_another_query_is_refused()
    {
        var cursor = (await samples.Graph.AskAsync("{ people(first: 1) { pageInfo { endCursor } } }")).At("people.pageInfo.endCursor");

        var answer = await samples.Graph.AnswerAsync($"{{ organisations(first: 1, after: \"{cursor}\") {{ nodes {{ name }} }} }}");

        Assert.Contains("belongs to a query with another filter or order", answer["errors"]![0].At("message"));
    }

    [Fact]
    public async Task Of_two_pages_only_the_one_with_the_bad_cursor_fails()
    {
        var answer = await samples.Graph.AnswerAsync(
            "{ people(first: 1) { nodes { good: quotes(first: 1) { totalCount } bad: quotes(first: 1, after: \"bad\") { totalCount } } } }");

        var error = Assert.Single(answer["errors"]!.AsArray());
        Assert.Equal("bad", error!["path"]!.AsArray()[^1]!.ToString());
    }
}
