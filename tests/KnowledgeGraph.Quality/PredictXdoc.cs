using System.Text.Json.Nodes;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Quality;

/// <summary>
/// <c>predict xdoc event|entity</c>: all documents together, their mentions given; out comes <c>{"mid","cluster"}</c> a mention. Mentions of one story
/// with one head are one happening or one bearer.
/// </summary>
internal sealed class PredictXdoc(string kind) : IPredictor
{
    private static readonly HashSet<string> Particles =
    [
        "into", "up", "off", "out", "in", "on", "to", "of", "down", "over", "away", "for", "with", "from", "at", "by", "back", "through", "around", "about", "against",
    ];

    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var all = new List<Document>();
        await foreach (var document in documents) all.Add(document);
        var stories = StoryClusters.Of([.. all.Select(document => document.Text)]);
        foreach (var (document, story) in all.Zip(stories))
            foreach (var mention in Mentions(document))
            {
                if ((string?)mention["kind"] != kind) continue;
                yield return new JsonObject { ["mid"] = (string)mention["mid"]!, ["cluster"] = $"{story}:{Head((string)mention["text"]!)}" }.ToJsonString(JsonOutput.Options);
            }
    }

    // Handed in beside the text; the set as it lies has them among its labels.
    private static IEnumerable<JsonObject> Mentions(Document document) =>
        ((document.Json["mentions"] ?? document.Json["gold"]?["mentions"]) as JsonArray ?? []).OfType<JsonObject>();

    // "the shooting of two men": the word before the first particle; "Promises Treatment Center": the last.
    private static string Head(string text)
    {
        var words = Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return text;
        var particle = Array.FindIndex(words, 1, Particles.Contains);
        return WordStem.Of(particle > 0 ? words[particle - 1] : words[^1]);
    }
}
