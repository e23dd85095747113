using System.Text.Json.Nodes;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Quality;

/// <summary>
/// All documents together; out comes one JSON array with an entry for every metric of an event that two documents or more state:
/// <c>{"event","metric","values":[{"id","valueSpan"}],"kind"}</c>.
/// </summary>
internal sealed class PredictComparisons : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var corpus = await CorpusRun.ReadAsync(documents);
        var entries = corpus.Graph.Comparisons.Where(comparison => comparison.Result.Articles >= 2).Select(comparison => (JsonNode)new JsonObject
        {
            ["event"] = comparison.Event,
            ["metric"] = comparison.Metric,
            ["values"] = new JsonArray([.. comparison.Result.Order.Select(id => (JsonNode)corpus.Value(comparison.Claims[id]))]),
            ["kind"] = comparison.Result.Kind.ToString().ToLowerInvariant(),
        });
        yield return new JsonArray([.. entries]).ToJsonString(JsonOutput.Options);
    }
}

/// <summary>The documents extracted and resolved as one corpus.</summary>
/// <param name="Documents">By article id.</param>
internal sealed record CorpusRun(Corpus Graph, IReadOnlyDictionary<string, Document> Documents)
{
    public static async Task<CorpusRun> ReadAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var contributions = new List<Contribution>();
        var byArticle = new Dictionary<string, Document>();
        await foreach (var document in documents)
        {
            var contribution = run.Extract(document);
            // The same document again says nothing new.
            if (!byArticle.TryAdd(contribution.Article.Id, document)) continue;
            contributions.Add(contribution);
        }
        return new(Corpus.Resolve(contributions), byArticle);
    }

    public JsonObject Value((Contribution Contribution, Claim Claim) claim)
    {
        var document = Documents[claim.Contribution.Article.Id];
        return new() { ["id"] = document.Id, ["valueSpan"] = new CodePoints(document.Text).Span(claim.Claim.ValueSpan) };
    }
}
