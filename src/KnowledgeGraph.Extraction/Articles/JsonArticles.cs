using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// Articles as JSON: one object a line, a single object, or an array of objects.
/// <c>{"id", "text" (or "html"), "title", "url", "outlet", "authors", "published", "language"}</c>; only the text is required.
/// </summary>
internal static class JsonArticles
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true };

    public static IReadOnlyList<ReadResult> Read(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [ReadResult.Refused(name, "is empty; expected JSON objects with a \"text\"")];
        if (Whole(name, text) is { } whole) return whole;
        var results = new List<ReadResult>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace()) continue;
            var place = $"{name}:{number}";
            try
            {
                using var document = JsonDocument.Parse(line.ToString(), Options);
                results.Add(One(place, document.RootElement));
            }
            catch (JsonException)
            {
                results.Add(ReadResult.Refused(place, "is not valid JSON; expected one object a line"));
            }
        }
        return results;
    }

    // A file that is one object over several lines, or an array.
    private static List<ReadResult>? Whole(string name, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select((item, index) => One($"{name}:{index + 1}", item))],
                _ => [One(name, document.RootElement)],
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadResult One(string place, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return ReadResult.Refused(place, "is not a JSON object; expected {\"text\": ...}");
        var text = Text(item, "text", "body", "content", "articleBody", "maintext");
        var html = Text(item, "html");
        if (text is null && html is null) return ReadResult.Refused(place, "has no \"text\"");
        var id = Text(item, "id");
        var address = Text(item, "url", "address", "link");
        var date = Text(item, "published", "date", "datePublished", "date_publish") is { } published ? PublicationDate.Find(published) : null;
        var metadata = new ArticleMetadata(
            Text(item, "title", "headline"),
            Text(item, "outlet", "source", "publisher", "site"),
            Names(item, "authors", "author", "byline"),
            date?.Day,
            date?.Instant,
            Text(item, "language", "lang"),
            address ?? id,
            ArticleReader.WebAddress(address) ?? id ?? address);
        return ArticleReader.Checked(place, text is not null ? ArticleReader.ReadText(text, metadata) : HtmlArticle.Read(html!, metadata));
    }

    private static string? Text(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!item.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
            if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("name", out var inner) && inner.ValueKind == JsonValueKind.String) return inner.GetString();
        }
        return null;
    }

    private static List<string>? Names(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!item.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.Array)
                return [.. value.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.String ? entry.GetString()! : entry.ValueKind == JsonValueKind.Object ? Text(entry, "name") ?? "" : "").Where(entry => entry.Length > 0)];
            if (Text(item, name) is { } one) return [one];
        }
        return null;
    }
}
