using System.Text.Json.Nodes;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Quality;

/// <summary>Names of persons, organisations and places of each sentence: <c>{"id","entities":[{"start","end","type"}]}</c>.</summary>
internal sealed class PredictUner : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var run = new ExtractionRun();
        var finder = new EntityFinder(run.Resources.Gazetteer, run.Resources.Names, run.Resources.Coreference);
        await foreach (var document in documents)
        {
            var doc = run.Language.Annotate(document.Text);
            yield return Names.Write(document, doc, finder.Names(doc), TypeOf).ToJsonString(JsonOutput.Options);
        }
    }

    private static string? TypeOf(Doc doc, FoundMention name) => name.Type switch
    {
        EntityType.Person => "PER",
        EntityType.Organisation => "ORG",
        EntityType.Place => ActingPlaces.Acts(doc, name) ? "ORG" : "LOC",
        _ => null,
    };
}

/// <summary>The names of a whole text, headlines and credits included, as the sets of named entities count them.</summary>
internal static class Names
{
    public static JsonObject Write(Document document, Doc doc, IEnumerable<FoundMention> names, Func<Doc, FoundMention, string?> typeOf)
    {
        var at = new CodePoints(document.Text);
        var entities = new JsonArray();
        foreach (var name in names)
            if (name.DemonymOf is null && !IsAdjective(doc, name) && typeOf(doc, name) is { } type)
                entities.Add(new JsonObject { ["start"] = at.Of(doc[name.First].Start), ["end"] = at.Of(doc[name.End - 1].End), ["type"] = type });
        return new() { ["id"] = document.Id, ["entities"] = entities };
    }

    // "U.S. stocks", "Muslim pilgrims": the sets count what a noun names, not what an adjective says.
    private static bool IsAdjective(Doc doc, FoundMention name) =>
        name.Length == 1 && doc[name.Head].Dep == "amod" && name.Type is EntityType.Place or EntityType.Group || name.Type == EntityType.Group && name.Length == 1 && doc[name.Head].Tag == "JJ";
}
