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
        try
        {
            return Article(place, item);
        }
        catch (InvalidOperationException)
        {
            return ReadResult.Refused(place, "holds an escaped half of a character (an unpaired surrogate); expected Unicode text");
        }
    }

    private static ReadResult Article(string place, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return ReadResult.Refused(place, "is not a JSON object; expected {\"text\": ...}");
        var text = Prose(item, TextNames);
        var html = Prose(item, "html");
        if (text is null && html is null) return ReadResult.Refused(place, WithoutText(item));
        var id = Text(item, "id");
        var address = Text(item, "url", "address", "link");
        var published = Text(item, "published", "date", "datePublished", "date_publish");
        var date = published is null ? null : PublicationDate.Find(published);
        var metadata = new ArticleMetadata(
            Text(item, "title", "headline"),
            Text(item, "outlet", "source", "publisher", "site"),
            Names(item, "authors", "author", "byline"),
            date?.Day,
            date?.Instant,
            Text(item, "language", "lang"),
            address ?? id,
            ArticleReader.WebAddress(address) ?? id ?? address);
        var read = text is not null ? ArticleReader.Checked(place, ArticleReader.ReadText(text, metadata)) : ArticleReader.Page(place, html!, metadata);
        return published is null || date is not null ? read : read with { Notes = [$"gives a date of publication that cannot be read ('{Short(published)}'); expected a form such as 2025-07-04"] };
    }

    private static readonly string[] TextNames = ["text", "body", "content", "articleBody", "maintext"];

    private static string? Prose(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } prose) return prose;
        return null;
    }

    private static string WithoutText(JsonElement item)
    {
        foreach (var name in (string[])[.. TextNames, "html"])
            if (item.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return $"has a \"{name}\" that is {Described(value.ValueKind)}; expected a string with the article's text";
        return "has no \"text\"";
    }

    private static string Described(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private static string? Text(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!item.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return WithoutZero(text);
            if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("name", out var inner) && inner.ValueKind == JsonValueKind.String) return WithoutZero(inner.GetString()!);
        }
        return null;
    }

    private static List<string>? Names(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!item.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.Array)
                return [.. value.EnumerateArray().Select(entry => entry.ValueKind == JsonValueKind.String ? WithoutZero(entry.GetString()!) : entry.ValueKind == JsonValueKind.Object ? Text(entry, "name") ?? "" : "").Where(entry => entry.Length > 0)];
            if (Text(item, name) is { } one) return [one];
        }
        return null;
    }

    // Stores end a text at a zero character.
    private static string WithoutZero(string text) => text.Replace('\0', '\uFFFD');
}
