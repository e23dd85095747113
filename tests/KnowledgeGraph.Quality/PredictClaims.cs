using System.Text.Json.Nodes;

namespace KnowledgeGraph.Quality;

/// <summary>The claims alone, with the source's name in place of its id.</summary>
internal sealed class PredictClaims : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        await foreach (var document in documents)
        {
            var found = run.Extract(document);
            var at = new CodePoints(document.Text);
            var names = found.Entities.ToDictionary(e => e.Id, e => e.Name);
            var claims = found.Claims.Select(claim =>
            {
                var json = PredictSeeds.WriteClaim(claim, at);
                json["attributedTo"] = claim.AttributedTo is { } id ? names[id] : null;
                return (JsonNode)json;
            });
            yield return new JsonObject { ["id"] = document.Id, ["claims"] = new JsonArray([.. claims]) }.ToJsonString(JsonOutput.Options);
        }
    }
}
