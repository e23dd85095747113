using KnowledgeGraph.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Server.Tests.Live;

/// <summary>Cursors and arguments from which no subscription can start: told at once, before any event.</summary>
public sealed class SubscriptionBadInputTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    [Theory]
    [InlineData("articleIngested(after: \"bad\")", "The cursor is not one of a subscription's: use the cursor of an event, or changeCursor.")]
    [InlineData("articleIngested(after: \"\")", "The cursor is not one of a subscription's")]
    [InlineData("articleIngested(after: \"PAGE\")", "The cursor is not one of a subscription's")]
    [InlineData("factAdded(after: \"ARTICLE\")", "The cursor belongs to another subscription, or to this one with other arguments")]
    [InlineData("divergenceFound(after: \"ARTICLE\")", "The cursor belongs to another subscription")]
    [InlineData("factAdded(about: \"PERSON\", after: \"FACT\")", "The cursor belongs to another subscription, or to this one with other arguments")]
    [InlineData("factAdded(about: \"nobody\")", "Nothing has the id 'nobody': expected the id of an entity or an event.")]
    [InlineData("factAdded(about: \"QUOTE\")", "expected the id of an entity or an event.")]
    [InlineData("divergenceFound(minimum: 2)", "minimum takes a share from 0 to 1, but 2 came.")]
    [InlineData("divergenceFound(minimum: -0.1)", "minimum takes a share from 0 to 1, but -0.1 came.")]
    public async Task What_cannot_be_resumed_or_asked_is_told(string field, string message)
    {
        await using var graph = await samples.Graph.CopyAsync();
        var known = await graph.AskAsync("{ changeCursor people(first: 1, filter: { named: true }) { nodes { id } pageInfo { endCursor } } quotes(first: 1) { nodes { id } } }");
        foreach (var report in (await graph.ContributionsAsync()).Take(1)) await graph.Recorder.RecordAsync([report with { Extractor = "test/2" }]);
        var after = new System.Text.Json.Nodes.JsonObject { ["after"] = known.At("changeCursor") };
        await using var articles = await graph.SubscribeAsync("subscription($after: String) { articleIngested(after: $after) { cursor } }", (System.Text.Json.Nodes.JsonObject)after.DeepClone());
        await using var facts = await graph.SubscribeAsync("subscription($after: String) { factAdded(after: $after) { cursor } }", after);
        var filled = field
            .Replace("PAGE", known.At("people.pageInfo.endCursor")).Replace("PERSON", known["people"].Nodes()[0].At("id")).Replace("QUOTE", known["quotes"].Nodes()[0].At("id"))
            .Replace("ARTICLE", (await articles.NextAsync()).At("cursor")).Replace("FACT", (await facts.NextAsync()).At("cursor"));

        var error = Assert.Single((await graph.AnswerAsync($"subscription {{ {filled} {{ cursor }} }}"))["errors"]!.AsArray());

        Assert.Contains(message, error.At("message"));
        Assert.Equal("BAD_USER_INPUT", error.At("extensions.code"));
    }

    [Fact]
    public async Task A_cursor_of_another_graph_lies_ahead()
    {
        var cursor = (await samples.Graph.AskAsync("{ changeCursor }")).At("changeCursor");
        await using var empty = await ServedGraph.EmptyAsync();

        var error = Assert.Single((await empty.AnswerAsync($"subscription {{ articleIngested(after: \"{cursor}\") {{ cursor }} }}"))["errors"]!.AsArray());

        Assert.StartsWith("The cursor lies ahead of this graph's changes: it is another graph's.", error.At("message"));
    }

    [Fact]
    public async Task A_cursor_before_what_the_log_still_holds_is_too_old()
    {
        await using var graph = await ServedGraph.EmptyAsync();
        var cursor = (await graph.AskAsync("{ changeCursor }")).At("changeCursor");
        foreach (var report in await samples.Graph.ContributionsAsync()) await graph.Recorder.RecordAsync([report]);
        await using (var connection = new SqliteConnection($"Data Source={graph.Store.Description.Location};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var trim = connection.CreateCommand();
            trim.CommandText = "DELETE FROM change WHERE position <= 5";
            await trim.ExecuteNonQueryAsync();
        }

        var error = Assert.Single((await graph.AnswerAsync($"subscription {{ articleIngested(after: \"{cursor}\") {{ cursor }} }}"))["errors"]!.AsArray());

        Assert.StartsWith("The cursor is too old: the changes after it are no longer kept.", error.At("message"));
    }
}
