using System.Text.Json.Nodes;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>Reading answers.</summary>
internal static class Answers
{
    /// <summary>The nodes of a connection.</summary>
    public static IReadOnlyList<JsonObject> Nodes(this JsonNode? connection) => [.. connection!["nodes"]!.AsArray().Select(node => node!.AsObject())];

    /// <summary>A value at a path such as <c>subject.name</c>; null where something on the way is null.</summary>
    public static string? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('.')) node = node?[step];
        return node?.ToString();
    }

    public static double? NumberAt(this JsonNode? node, string path) =>
        node.At(path) is { } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Every evidence below a node, wherever it stands.</summary>
    public static IEnumerable<JsonObject> Evidence(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject found:
                if (found["quote"] is not null && found["start"] is not null) yield return found;
                foreach (var (_, value) in found)
                    foreach (var inner in Evidence(value)) yield return inner;
                break;
            case JsonArray list:
                foreach (var item in list)
                    foreach (var inner in Evidence(item)) yield return inner;
                break;
        }
    }

    /// <summary>Every evidence of the answer slices to its quote; there is at least one.</summary>
    public static void AssertSlices(JsonNode answer)
    {
        var all = Evidence(answer).ToList();
        Assert.NotEmpty(all);
        foreach (var evidence in all)
            Assert.Equal(evidence.At("quote"), evidence.At("article.text")![int.Parse(evidence.At("start")!)..int.Parse(evidence.At("end")!)]);
    }
}
