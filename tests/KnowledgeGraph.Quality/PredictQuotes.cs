using System.Text.Json.Nodes;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Quality;

/// <summary>Attributions: the spans of content, source and cue of every quote.</summary>
internal sealed class PredictQuotes : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        await foreach (var document in documents)
        {
            var at = new CodePoints(document.Text);
            var attributions = run.Extract(document).Quotes.Select(quote => (JsonNode)new JsonObject
            {
                ["content"] = at.Spans([quote.Content]),
                ["source"] = Spans(at, quote.SpeakerSpan),
                ["cue"] = Spans(at, quote.Cue),
            });
            yield return new JsonObject { ["id"] = document.Id, ["attributions"] = new JsonArray([.. attributions]) }.ToJsonString(JsonOutput.Options);
        }
    }

    private static JsonArray Spans(CodePoints at, TextSpan? span) => span is { } words ? at.Spans([words]) : [];
}
