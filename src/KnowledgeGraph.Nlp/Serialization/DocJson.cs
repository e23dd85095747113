using System.Text.Json;

namespace KnowledgeGraph.Nlp.Serialization;

/// <summary>
/// One document as one JSON line: <c>{"id", "text", "tokens": [[text, offset, followed by a space, tag, pos, morph, lemma, dep, head
/// index, starts a sentence, entity as B-/I-label or ""]]}</c>. Offsets in this format count Unicode code points.
/// </summary>
public static class DocJson
{
    /// <summary>Reads a whole line, tokens included.</summary>
    /// <exception cref="FormatException">The line is no such document; the message says what was expected and where.</exception>
    public static (string Id, Doc Doc) Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var text = root.GetProperty("text").GetString() ?? throw new FormatException("\"text\" is null, expected a string.");
            var annotations = new List<TokenAnnotation>();
            var (codePoint, unit) = (0, 0);
            foreach (var token in root.GetProperty("tokens").EnumerateArray())
            {
                if (token.GetArrayLength() != 11)
                    throw new FormatException($"Token {annotations.Count} has {token.GetArrayLength()} fields, expected 11.");
                var offset = token[1].GetInt32();
                for (; codePoint < offset && unit < text.Length; codePoint++)
                    unit += char.IsSurrogatePair(text, unit) ? 2 : 1;
                annotations.Add(new TokenAnnotation(
                    unit, token[0].GetString()!.Length, token[2].GetBoolean(), token[3].GetString()!, token[4].GetString()!,
                    token[5].GetString()!, token[6].GetString()!, token[7].GetString()!, token[8].GetInt32(),
                    token[9].GetBoolean(), token[10].GetString()!));
            }
            return (root.GetProperty("id").GetString() ?? "", Doc.FromAnnotations(text, annotations));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a document with \"id\", \"text\" and \"tokens\": {e.Message}", e);
        }
    }

    /// <summary>Writes the document as one line without the line's end.</summary>
    public static void Write(Utf8JsonWriter writer, string id, Doc doc)
    {
        WriteStart(writer, id, doc);
        var (codePoint, unit) = (0, 0);
        WriteTokens(writer, doc, 0, doc.Count, ref codePoint, ref unit);
        WriteEnd(writer);
    }

    /// <summary>The same piece by piece, for documents of any length.</summary>
    internal static async Task WriteAsync(Utf8JsonWriter writer, string id, Doc doc, CancellationToken cancellation)
    {
        const int piece = 2_048;
        WriteStart(writer, id, doc);
        var (codePoint, unit) = (0, 0);
        for (var first = 0; first < doc.Count; first += piece)
        {
            WriteTokens(writer, doc, first, Math.Min(first + piece, doc.Count), ref codePoint, ref unit);
            await writer.FlushAsync(cancellation).ConfigureAwait(false);
        }
        WriteEnd(writer);
        await writer.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static void WriteStart(Utf8JsonWriter writer, string id, Doc doc)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("text"u8, doc.Text);
        writer.WriteStartArray("tokens"u8);
    }

    private static void WriteTokens(Utf8JsonWriter writer, Doc doc, int first, int end, ref int codePoint, ref int unit)
    {
        for (var i = first; i < end; i++)
        {
            var token = doc[i];
            for (; unit < token.Start; codePoint++) unit += char.IsSurrogatePair(doc.Text, unit) ? 2 : 1;
            writer.WriteStartArray();
            writer.WriteStringValue(token.Text);
            writer.WriteNumberValue(codePoint);
            writer.WriteBooleanValue(token.SpaceAfter);
            writer.WriteStringValue(token.Tag);
            writer.WriteStringValue(token.Pos);
            writer.WriteStringValue(token.Morph);
            writer.WriteStringValue(token.Lemma);
            writer.WriteStringValue(token.Dep);
            writer.WriteNumberValue(token.HeadIndex);
            writer.WriteBooleanValue(token.IsSentenceStart);
            writer.WriteStringValue(token.EntityTag);
            writer.WriteEndArray();
        }
    }

    private static void WriteEnd(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
