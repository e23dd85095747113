using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Quality;

/// <summary>Names of persons, organisations and places of each sentence: <c>{"id","entities":[{"start","end","type"}]}</c>.</summary>
internal sealed class PredictUner : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var finder = new EntityFinder(run.Resources.Gazetteer, run.Resources.Names, run.Resources.Coreference);
        await foreach (var document in documents) yield return Names.Write(document, run, finder, TypeOf).ToJsonString(JsonOutput.Options);
    }

    private static string? TypeOf(EntityType type) => type switch
    {
        EntityType.Person => "PER",
        EntityType.Organisation => "ORG",
        EntityType.Place => "LOC",
        _ => null,
    };
}

/// <summary>The names of a whole text, headlines and credits included, as the sets of named entities count them.</summary>
internal static class Names
{
    public static JsonObject Write(Document document, ExtractionRun run, EntityFinder finder, Func<EntityType, string?> typeOf)
    {
        var doc = run.Language.Annotate(document.Text);
        var at = new CodePoints(document.Text);
        var entities = new JsonArray();
        foreach (var name in finder.Names(doc))
            if (name.DemonymOf is null && typeOf(name.Type) is { } type)
                entities.Add(new JsonObject { ["start"] = at.Of(doc[name.First].Start), ["end"] = at.Of(doc[name.End - 1].End), ["type"] = type });
        return new() { ["id"] = document.Id, ["entities"] = entities };
    }
}
