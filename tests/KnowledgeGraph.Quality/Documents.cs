using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnowledgeGraph.Quality;

/// <summary>A document as handed in; <see cref="Json"/> holds whatever else its line says.</summary>
public sealed record Document(string Id, string Text, JsonObject Json);

internal static class Documents
{
    /// <summary>Reads JSON lines; an empty line is passed over, any other that is no document stops the run with its number.</summary>
    public static async IAsyncEnumerable<Document> ReadAsync(TextReader input)
    {
        var number = 0;
        while (await input.ReadLineAsync() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            JsonObject json;
            try { json = JsonNode.Parse(line)!.AsObject(); }
            catch (Exception e) when (e is JsonException or InvalidOperationException) { throw new FormatException($"Line {number} is not a JSON object."); }
            yield return new((string)json["id"]!, (string)json["text"]!, json);
        }
    }
}
