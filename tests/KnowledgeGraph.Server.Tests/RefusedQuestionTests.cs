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

    [Theory]
    [InlineData("{ people(first: 201) { totalCount } }", "The argument \"first\" is 201, but a page has at most 200 items.")]
    [InlineData("{ people(first: -1) { totalCount } }", "The argument \"first\" must not be negative, but is -1.")]
    [InlineData("{ timeline(when: { from: \"2025-13-01\" }, first: 1) { totalCount } }", "Date cannot represent value: \"2025-13-01\"")]
    [InlineData("{ people(filter: { mentioned: { from: \"yesterday\" } }, first: 1) { totalCount } }", "Date cannot represent value: \"yesterday\"")]
    [InlineData("{ relations(filter: { predicates: [FLEW] }, first: 1) { totalCount } }", "Value \"FLEW\" does not exist in \"Predicate\" enum.")]
    public async Task A_page_a_day_or_a_predicate_that_cannot_be_is_told(string query, string told) =>
        Assert.StartsWith(told, Assert.Single((await samples.Graph.AnswerAsync(query))["errors"]!.AsArray()).At("message"));

    [Theory]
    [InlineData("event")]
    [InlineData("article")]
    [InlineData("entity")]
    public async Task An_id_of_another_type_finds_nothing(string field)
    {
        var quote = (await samples.Graph.AskAsync("{ quotes(first: 1) { nodes { id } } }"))["quotes"].Nodes()[0].At("id");
        Assert.Null((await samples.Graph.AskAsync($"{{ {field}(id: \"{quote}\") {{ id }} }}"))[field]);
    }

    [Fact]
    public async Task A_query_that_is_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("partOf { ", 60)) + "id" + string.Concat(Enumerable.Repeat(" }", 60));
        Assert.NotEmpty((await samples.Graph.AnswerAsync($"{{ event(id: \"x\") {{ {deep} }} }}"))["errors"]!.AsArray());
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
