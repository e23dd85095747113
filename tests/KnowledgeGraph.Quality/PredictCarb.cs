using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>The propositions of single sentences as open triples: relation words and arguments, as they stand in the text.</summary>
internal sealed class PredictCarb : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var language = LanguageModel.LoadDefault();
        var resources = ExtractionResources.Load(language.Vectors).Facts;
        var builder = new PropositionBuilder(resources.Verbs, resources.Nouns, resources.Support);
        await foreach (var document in documents)
        {
            var doc = language.Annotate(document.Text);
            var tuples = new OpenTriples(doc, builder.Build(doc)).Read().Select(triple => (JsonNode)new JsonObject
            {
                ["rel"] = triple.Relation,
                ["args"] = new JsonArray([.. triple.Arguments.Select(argument => (JsonNode)argument)]),
                ["conf"] = triple.Confidence,
            });
            yield return new JsonObject { ["id"] = document.Id, ["text"] = document.Text, ["tuples"] = new JsonArray([.. tuples]) }.ToJsonString(JsonOutput.Options);
        }
    }
}
