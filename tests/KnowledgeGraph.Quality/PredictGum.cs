using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Quality;

/// <summary>Named entities of whole articles with the types of GUM, which counts named groups of people as persons.</summary>
internal sealed class PredictGum : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var finder = new EntityFinder(run.Resources.Gazetteer, run.Resources.Names, run.Resources.Coreference);
        await foreach (var document in documents) yield return Names.Write(document, run, finder, TypeOf).ToJsonString(JsonOutput.Options);
    }

    private static string? TypeOf(EntityType type) => type switch
    {
        EntityType.Person or EntityType.Group => "person",
        EntityType.Organisation => "organization",
        EntityType.Place => "place",
        EntityType.NamedEvent => "event",
        _ => null,
    };
}
