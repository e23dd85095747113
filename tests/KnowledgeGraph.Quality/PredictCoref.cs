using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Entities;

namespace KnowledgeGraph.Quality;

/// <summary>Coreference clusters of whole articles, raw text in: <c>{"id","clusters":[[[start,end],...],...]}</c>.</summary>
internal sealed class PredictCoref : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var finder = new EntityFinder(run.Resources.Gazetteer, run.Resources.Names, run.Resources.Coreference);
        await foreach (var document in documents)
        {
            var doc = run.Language.Annotate(document.Text);
            var at = new CodePoints(document.Text);
            var chains = finder.Chains(ArticleReader.FromText(document.Text, document.Id), doc);
            var clusters = chains.Clusters.Select(cluster => (JsonNode)new JsonArray([.. cluster
                .Select(index => chains.Spans[index])
                .Select(span => (JsonNode)new JsonArray(at.Of(doc[span.First].Start), at.Of(doc[span.Last].End)))]));
            yield return new JsonObject { ["id"] = document.Id, ["clusters"] = new JsonArray([.. clusters]) }.ToJsonString(JsonOutput.Options);
        }
    }
}
