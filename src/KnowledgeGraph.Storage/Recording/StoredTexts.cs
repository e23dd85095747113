using System.Collections;
using System.Text.Json;

namespace KnowledgeGraph.Storage;

/// <summary>Texts of a JSON array that are read when somebody asks for one: of most reports that share a key with another nobody does. Not for use by two threads at once.</summary>
internal sealed class StoredTexts(byte[] json, Range place, int count) : IReadOnlyList<string>
{
    private List<string>? _texts;

    public int Count => count;

    public string this[int index] => Texts[index];

    private List<string> Texts => _texts ??= Read();

    public IEnumerator<string> GetEnumerator() => Texts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<string> Read()
    {
        var reader = new Utf8JsonReader(json.AsSpan(place));
        var texts = new List<string>(count);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String) texts.Add(reader.GetString()!);
        return texts;
    }
}
