using System.Text.Json.Nodes;

namespace KnowledgeGraph.Quality;

/// <summary>All documents together; out comes one JSON array that says which report the same event: <c>{"event","ids"}</c>.</summary>
internal sealed class PredictJoins : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var corpus = await CorpusRun.ReadAsync(documents);
        var entries = corpus.Graph.Events.GroupBy(pair => pair.Value, pair => corpus.Documents[pair.Key.Article].Id)
            .Select(group => (Event: group.Key, Ids: group.Distinct().Order(StringComparer.Ordinal).ToList()))
            .Where(group => group.Ids.Count >= 2).OrderBy(group => group.Event, StringComparer.Ordinal)
            .Select(group => (JsonNode)new JsonObject { ["event"] = group.Event, ["ids"] = new JsonArray([.. group.Ids.Select(id => (JsonNode)id)]) });
        yield return new JsonArray([.. entries]).ToJsonString(JsonOutput.Options);
    }
}
