using System.Text.Json;
using AngleSharp.Dom;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>What a page's markup says of its article. Sources in falling order: JSON-LD, OpenGraph and other meta elements, microdata, elements.</summary>
internal static class HtmlMetadata
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static ArticleMetadata Read(IDocument page) =>
        LinkedData(page).Or(MetaElements(page)).Or(Microdata(page)).Or(Elements(page));

    // https://schema.org/NewsArticle in script elements; pages often hold several objects or a graph.
    private static ArticleMetadata LinkedData(IDocument page)
    {
        var metadata = new ArticleMetadata();
        foreach (var script in page.QuerySelectorAll("script[type^='application/ld+json']"))
        {
            try
            {
                using var json = JsonDocument.Parse(WithoutWrapping(script.TextContent), Options);
                var items = Items(json.RootElement, 0).ToList();
                var named = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var item in items) if (Text(item, "@id") is { } id && Text(item, "name") is { } name) named.TryAdd(id, name);
                foreach (var item in items) if (IsArticle(item)) metadata = metadata.Or(FromLinkedData(item, named));
            }
            catch (JsonException)
            {
                // A page may carry broken data; the other sources remain.
            }
        }
        return metadata;
    }

    // Older pages wrap the data in a comment or in CDATA.
    private static string WithoutWrapping(string data)
    {
        var text = data.Trim();
        foreach (var (open, close) in new[] { ("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>") })
            if (text.StartsWith(open, StringComparison.Ordinal)) text = (text.EndsWith(close, StringComparison.Ordinal) ? text[open.Length..^close.Length] : text[open.Length..]).Trim();
        return text;
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, int depth)
    {
        if (depth > 4) yield break;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) foreach (var inner in Items(item, depth + 1)) yield return inner;
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            yield return element;
            if (element.TryGetProperty("@graph", out var graph)) foreach (var inner in Items(graph, depth + 1)) yield return inner;
        }
    }

    private static bool IsArticle(JsonElement item)
    {
        if (!item.TryGetProperty("@type", out var type)) return false;
        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(IsArticleType) : IsArticleType(type);
    }

    private static bool IsArticleType(JsonElement type) =>
        type.ValueKind == JsonValueKind.String && type.GetString() is { } name && (name.EndsWith("Article", StringComparison.Ordinal) || name is "Report" or "BlogPosting" or "LiveBlogPosting");

    private static ArticleMetadata FromLinkedData(JsonElement item, Dictionary<string, string> named)
    {
        var date = Text(item, "datePublished") is { } published ? PublicationDate.Find(published) : null;
        return new(
            Text(item, "headline") ?? Text(item, "name"),
            item.TryGetProperty("publisher", out var publisher) ? NameOf(publisher, named) : null,
            item.TryGetProperty("author", out var author) ? [.. Names(author, named).Where(IsPersonName)] : null,
            date?.Day,
            date?.Instant,
            Text(item, "inLanguage"),
            StableAddress: ArticleReader.WebAddress(Text(item, "url") ?? (item.TryGetProperty("mainEntityOfPage", out var main) ? main.ValueKind == JsonValueKind.Object ? Text(main, "@id") : main.ValueKind == JsonValueKind.String ? main.GetString() : null : null)));
    }

    private static ArticleMetadata MetaElements(IDocument page)
    {
        string? Meta(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                foreach (var element in page.QuerySelectorAll($"meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']"))
                    if (element.GetAttribute("content") is { Length: > 0 } content) return TextBlocks.Fold(content);
            return null;
        }
        var date = Meta("article:published_time", "date", "dc.date", "DC.date.issued", "pubdate", "parsely-pub-date", "datePublished", "sailthru.date") is { } published ? PublicationDate.Find(published) : null;
        var author = Meta("author", "article:author", "dc.creator", "parsely-author", "byl");
        var canonical = ArticleReader.WebAddress(page.QuerySelector("link[rel='canonical']")?.GetAttribute("href") ?? Meta("og:url"));
        return new(
            Meta("og:title", "twitter:title", "dc.title", "headline"),
            Meta("og:site_name", "application-name", "dc.publisher"),
            author is null ? null : [.. Authors(author)],
            date?.Day,
            date?.Instant,
            Meta("og:locale", "language", "content-language") ?? page.DocumentElement?.GetAttribute("lang"),
            Address: canonical,
            StableAddress: canonical);
    }

    private static ArticleMetadata Microdata(IDocument page)
    {
        var date = page.QuerySelector("[itemprop='datePublished']") is { } element
            ? PublicationDate.Find(element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.TextContent)
            : null;
        var authors = page.QuerySelectorAll("[itemprop='author'] [itemprop='name'], [itemprop='author']:not(:has(*))").Select(x => TextBlocks.Fold(x.TextContent)).Where(IsPersonName).Distinct().ToList();
        return new(
            page.QuerySelector("[itemprop='headline']") is { } headline ? NullIfEmpty(TextBlocks.Fold(headline.TextContent)) : null,
            page.QuerySelector("[itemprop='publisher'] [itemprop='name']") is { } publisher ? NullIfEmpty(publisher.GetAttribute("content") ?? TextBlocks.Fold(publisher.TextContent)) : null,
            authors,
            date?.Day,
            date?.Instant);
    }

    private static ArticleMetadata Elements(IDocument page)
    {
        var time = page.QuerySelector("time[datetime]") ?? page.QuerySelector("time");
        var date = time is null ? null : PublicationDate.Find(time.GetAttribute("datetime") ?? time.TextContent) ?? PublicationDate.Find(time.TextContent);
        var authors = page.QuerySelectorAll("[rel='author']").Select(x => TextBlocks.Fold(x.TextContent)).Where(IsPersonName).Distinct().ToList();
        var title = page.QuerySelector("h1") is { } heading ? NullIfEmpty(TextBlocks.Fold(heading.TextContent)) : null;
        return new(title ?? TitleElement(page), null, authors, date?.Day, date?.Instant);
    }

    // "Headline - Outlet" or "Headline | Outlet".
    private static string? TitleElement(IDocument page)
    {
        var title = TextBlocks.Fold(page.Title ?? "");
        var end = title.LastIndexOfAny(['|', '—', '–']);
        if (end < 0) end = title.LastIndexOf(" - ", StringComparison.Ordinal);
        return NullIfEmpty(end > 20 ? title[..end].Trim() : title);
    }

    private static IEnumerable<string> Authors(string value)
    {
        if (value.StartsWith("By ", StringComparison.OrdinalIgnoreCase)) value = value[3..];
        return value.Split([", ", " and ", " & ", ";"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(IsPersonName);
    }

    // A name of its own, or by "@id" that of another item of the page's graph.
    private static IEnumerable<string> Names(JsonElement author, Dictionary<string, string> named) => author.ValueKind switch
    {
        JsonValueKind.Array => author.EnumerateArray().SelectMany(one => Names(one, named)),
        JsonValueKind.String => Authors(author.GetString()!),
        JsonValueKind.Object when Text(author, "name") is { } name => Authors(name),
        JsonValueKind.Object when author.TryGetProperty("name", out var names) && names.ValueKind == JsonValueKind.Array => Names(names, named),
        JsonValueKind.Object when Text(author, "@id") is { } id && named.TryGetValue(id, out var name) => Authors(name),
        _ => [],
    };

    private static string? NameOf(JsonElement publisher, Dictionary<string, string> named) => publisher.ValueKind switch
    {
        JsonValueKind.String => publisher.GetString(),
        JsonValueKind.Object => Text(publisher, "name") ?? (Text(publisher, "@id") is { } id ? named.GetValueOrDefault(id) : null),
        JsonValueKind.Array when publisher.GetArrayLength() > 0 => NameOf(publisher[0], named),
        _ => null,
    };

    private static bool IsPersonName(string name) => name.Length is > 3 and < 80 && !name.Contains("://", StringComparison.Ordinal);

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? TextBlocks.Fold(text) : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
