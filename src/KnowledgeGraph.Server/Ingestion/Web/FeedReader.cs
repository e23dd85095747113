using System.Xml;
using System.Xml.Linq;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>One entry of a feed.</summary>
/// <param name="Key">What tells it from the others: its id, else its address.</param>
/// <param name="Content">HTML of the whole article, where the feed carries it.</param>
public sealed record FeedItem(string Key, Uri? Address, string? Title, string? Content, string? Published, IReadOnlyList<string> Authors);

/// <summary>What a feed holds.</summary>
/// <param name="Items">In the feed's order; never more than <see cref="FeedReader.MostItems"/>.</param>
/// <param name="Interval">How often the feed says it changes; null where it says nothing.</param>
/// <param name="Problem">What is wrong with it; the items before that are given.</param>
public sealed record FeedContents(string? Title, IReadOnlyList<FeedItem> Items, TimeSpan? Interval, string? Problem);

/// <summary>Reads RSS 2.0, RSS 1.0 and Atom (RFC 4287). No DTD, no entities, bounded; entries are taken one by one, so that a feed without end gives what came.</summary>
internal static class FeedReader
{
    public const int MostItems = 500;

    private const string ContentModule = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Syndication = "http://purl.org/rss/1.0/modules/syndication/";

    /// <summary>Whether a text begins as a feed does.</summary>
    public static bool IsFeed(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 2_000)).TrimStart();
        while (start.StartsWith("<?") || start.StartsWith("<!--"))
        {
            var end = start.IndexOf(start.StartsWith("<?") ? "?>" : "-->");
            if (end < 0) return false;
            start = start[(end + 2)..].TrimStart("->").TrimStart();
        }
        // A document type is not allowed in a feed: reading says so.
        return start.StartsWith("<rss", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<feed", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<rdf:RDF", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!DOCTYPE rss", StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="address">What relative addresses are relative to.</param>
    /// <param name="isCutOff">The text ends where reading stopped, which is no fault of the feed.</param>
    public static FeedContents Read(string text, Uri address, bool isCutOff = false)
    {
        string? title = null;
        TimeSpan? interval = null;
        var items = new List<FeedItem>();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = 16 << 20,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), settings);
            reader.MoveToContent();
            if (reader.LocalName is not ("rss" or "feed" or "RDF")) return new(null, [], null, $"is no feed: expected RSS or Atom, found <{Short(reader.LocalName)}>");
            while (!reader.EOF && items.Count < MostItems)
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName is "rss" or "feed" or "RDF" or "channel")
                {
                    reader.Read();
                    continue;
                }
                // Reads the element and stands behind it.
                var element = (XElement)XNode.ReadFrom(reader);
                switch (element.Name.LocalName)
                {
                    case "item" or "entry":
                        if (Item(element, address) is { } item) items.Add(item);
                        break;
                    case "title": title ??= Words(element); break;
                    case "ttl" when int.TryParse(element.Value.Trim(), out var minutes) && minutes > 0: interval = TimeSpan.FromMinutes(Math.Min(minutes, 1440)); break;
                    case "updatePeriod" when element.Name.NamespaceName == Syndication: interval = Period(element.Value); break;
                }
            }
            return new(title, items, interval, null);
        }
        catch (XmlException malformed)
        {
            var problem = malformed.Message.Contains("DTD", StringComparison.Ordinal)
                ? "has a document type declaration, which is not read"
                : $"is malformed at line {malformed.LineNumber}";
            return new(title, items, interval, isCutOff && items.Count > 0 ? null : items.Count > 0 ? $"{problem}; the {items.Count} entries before it were read" : problem);
        }
    }

    private static FeedItem? Item(XElement element, Uri address)
    {
        var link = Address(Link(element), address);
        var key = Value(element, "guid") ?? Value(element, "id") ?? element.Attributes().FirstOrDefault(a => a.Name.LocalName == "about")?.Value ?? link?.AbsoluteUri;
        // A permanent guid is an address.
        if (link is null && Child(element, "guid") is { } guid && guid.Attribute("isPermaLink")?.Value != "false") link = Address(guid.Value, address);
        if (string.IsNullOrWhiteSpace(key)) return null;
        return new(
            key.Trim(), link, Child(element, "title") is { } title ? Words(title) : null, Content(element),
            Value(element, "pubDate") ?? Value(element, "published") ?? Value(element, "date") ?? Value(element, "updated"),
            [.. element.Elements().Where(e => e.Name.LocalName is "author" or "creator").Select(e => (Child(e, "name")?.Value ?? e.Value).Trim()).Where(name => name.Length is > 2 and < 80 && !name.Contains('@')).Take(10)]);
    }

    // RSS: content:encoded; Atom: content of type html, xhtml or text. What is only a description is no article.
    private static string? Content(XElement item)
    {
        if (item.Elements().FirstOrDefault(e => e.Name == XName.Get("encoded", ContentModule)) is { } encoded) return encoded.Value;
        if (item.Elements().FirstOrDefault(e => e.Name.LocalName == "content" && e.Attribute("src") is null) is not { } content) return null;
        return content.Attribute("type")?.Value switch
        {
            "html" or "text/html" => content.Value,
            "xhtml" or "application/xhtml+xml" => string.Concat(content.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))),
            null or "text" or "text/plain" => System.Net.WebUtility.HtmlEncode(content.Value),
            _ => null,
        };
    }

    private static string? Link(XElement item)
    {
        var links = item.Elements().Where(e => e.Name.LocalName == "link").ToList();
        var best = links.FirstOrDefault(l => l.Attribute("rel")?.Value is null or "alternate" && l.Attribute("href") is not null) ?? links.FirstOrDefault(l => l.Value.Length > 0);
        return best?.Attribute("href")?.Value ?? best?.Value;
    }

    private static Uri? Address(string? text, Uri address) =>
        text is { Length: > 0 and < 2_048 } && Uri.TryCreate(address, text.Trim(), out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static TimeSpan? Period(string period) => period.Trim() switch
    {
        "hourly" => TimeSpan.FromHours(1),
        "daily" or "weekly" or "monthly" or "yearly" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static XElement? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(e => e.Name.LocalName == name && e.Name.NamespaceName is not ContentModule && (name != "date" || e.Name.NamespaceName == DublinCore));

    private static string? Value(XElement element, string name) => Child(element, name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    // Titles come with markup and entities.
    private static string? Words(XElement element)
    {
        var text = element.Value.Contains('<') || element.Value.Contains('&')
            ? System.Net.WebUtility.HtmlDecode(string.Concat(element.Value.Split('<').Select((part, i) => i == 0 ? part : part[(part.IndexOf('>') + 1)..])))
            : element.Value;
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length is > 0 and < 1_000 ? words : null;
    }

    private static string Short(string name) => name.Length <= 40 ? name : name[..40];
}
