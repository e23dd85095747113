using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// Reads articles out of files: plain text, Markdown, HTML, JSON lines. Bad input is a refusal with its reason, never an exception.
/// </summary>
public static class ArticleReader
{
    /// <summary>The largest file that is read, in bytes: 20 MB.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>The longest single article, in UTF-16 units.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>Reads a stream to its end. No more than <see cref="MostBytes"/> are taken from it.</summary>
    public static async Task<IReadOnlyList<ReadResult>> ReadAsync(string name, Stream stream, CancellationToken cancellation = default)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MostBytes) break;
        }
        return Read(name, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>All articles of a file: one, or one a line for JSON lines.</summary>
    /// <param name="name">The file's name or web address; its ending tells the format, else the first characters do.</param>
    /// <param name="bytes">The file's content.</param>
    public static IReadOnlyList<ReadResult> Read(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes) return [ReadResult.Refused(name, $"is larger than {MostBytes / (1024 * 1024)} MB")];
        var text = TextDecoder.Decode(bytes, out var refusal);
        if (text is null) return [ReadResult.Refused(name, refusal!)];
        var format = FormatOf(name, text);
        return format == ArticleFormat.JsonLines
            ? JsonArticles.Read(name, text)
            : [One(name, text, format, new() { Address = AddressOf(name), StableAddress = WebAddress(name) })];
    }

    /// <summary>An article from bare text.</summary>
    /// <param name="text">The text; offsets of everything found will count its UTF-16 units.</param>
    /// <param name="address">A web address or file name; null where there is none.</param>
    public static Article FromText(string text, string? address = null) =>
        ReadText(text, new() { Address = address, StableAddress = WebAddress(address) });

    /// <summary>An article from a text of a known form and what is known of it.</summary>
    /// <param name="name">What it is called in a refusal.</param>
    public static ReadResult Read(string name, string text, ArticleFormat format, ArticleMetadata metadata) =>
        text.Length > MostCharacters ? ReadResult.Refused(name, $"is longer than {MostCharacters} characters")
        : format == ArticleFormat.JsonLines ? throw new ArgumentOutOfRangeException(nameof(format), format, "JSON lines carry what is known of their articles.")
        : One(name, text, format, metadata);

    /// <summary>
    /// The article of a web page. Its id comes from the address that the page gives as its own where that is of the same host, else from the one
    /// that it was read from: a page cannot take the place of another site's article.
    /// </summary>
    /// <param name="address">Where it was read from, after redirects.</param>
    /// <param name="otherwise">What is known of it where the page itself says nothing.</param>
    public static ReadResult ReadPage(Uri address, string html, ArticleMetadata? otherwise = null)
    {
        if (html.Length > MostCharacters * 2) return ReadResult.Refused(address.AbsoluteUri, $"is longer than {MostCharacters * 2} characters");
        return Page(address.AbsoluteUri, html, new(Address: address.AbsoluteUri, StableAddress: address.AbsoluteUri), otherwise, found =>
            Uri.TryCreate(found, UriKind.Absolute, out var own) && own.Host == address.Host && own.PathAndQuery.Length > 1);
    }

    /// <summary>The first date in a line, as newspapers, feeds and servers write it; null where there is none.</summary>
    public static (PartialDate Day, DateTimeOffset? Instant)? DateOf(string line) =>
        line.Length < 200 && PublicationDate.Find(line) is { } date ? (date.Day, date.Instant) : null;

    internal static Article ReadText(string text, ArticleMetadata given)
    {
        var (sections, found) = PlainTextSections.Read(text);
        return Assemble(text, sections, given.Or(found));
    }

    internal static Article Assemble(string text, IReadOnlyList<Section> sections, ArticleMetadata metadata) => new(
        Ids.ForArticle(text, metadata.StableAddress),
        text,
        metadata.Title,
        metadata.Outlet,
        [.. (metadata.Authors ?? []).Where(author => !string.Equals(author, metadata.Outlet, StringComparison.OrdinalIgnoreCase))],
        metadata.Published,
        metadata.PublishedAt,
        LanguageOf(text, sections, metadata),
        metadata.Address,
        sections);

    /// <summary>An article from HTML, which is looked at before it is parsed; the parameters are those of <see cref="HtmlArticle.Read"/>.</summary>
    internal static ReadResult Page(string name, string html, ArticleMetadata given, ArticleMetadata? otherwise = null, Func<string, bool>? isOwnAddress = null) =>
        HtmlNesting.IsTooDeep(html)
            ? ReadResult.Refused(name, $"nests more than {HtmlNesting.Deepest} elements in one another; expected a page as people read them")
            : Checked(name, HtmlArticle.Read(html, given, otherwise, isOwnAddress));

    private static ReadResult One(string name, string text, ArticleFormat format, ArticleMetadata metadata) => format switch
    {
        ArticleFormat.Html => Page(name, text, metadata),
        ArticleFormat.Markdown => Checked(name, MarkdownArticle.Read(text, metadata)),
        _ => Checked(name, ReadText(text, metadata)),
    };

    internal static ReadResult Checked(string name, Article article) =>
        string.IsNullOrWhiteSpace(article.Text) ? ReadResult.Refused(name, "is empty; expected an article's text")
        : article.Text.Length > MostCharacters ? ReadResult.Refused(name, $"holds an article of more than {MostCharacters} characters")
        // Stores end a text there.
        : article.Text.IndexOf('\0', StringComparison.Ordinal) is var zero and >= 0 ? ReadResult.Refused(name, $"holds a zero character (U+0000) after {zero} characters; expected text")
        : ReadResult.Of(name, article);

    /// <summary>The address where it names the article for the world; null for file names.</summary>
    internal static string? WebAddress(string? address) =>
        address is not null && (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            ? address
            : null;

    private static string AddressOf(string name) => WebAddress(name) ?? Path.GetFileName(name);

    // What the page says of its language is checked against the words; the words decide.
    private static string LanguageOf(string text, IReadOnlyList<Section> sections, ArticleMetadata metadata)
    {
        var prose = string.Join('\n', sections.Where(s => s.Kind is SectionKind.Paragraph or SectionKind.Headline or SectionKind.Caption).Select(s => s.Span.Slice(text)));
        var recognised = LanguageRecogniser.Recognise(prose.Length > 0 ? prose : text);
        return recognised == "und" && metadata.Language is { Length: >= 2 } given ? given[..2].ToLowerInvariant() : recognised;
    }

    private static ArticleFormat FormatOf(string name, string text)
    {
        var ending = Path.GetExtension(WebAddress(name) is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath : name).ToLowerInvariant();
        switch (ending)
        {
            case ".jsonl" or ".ndjson" or ".json": return ArticleFormat.JsonLines;
            case ".html" or ".htm" or ".xhtml": return ArticleFormat.Html;
            case ".md" or ".markdown": return ArticleFormat.Markdown;
            case ".txt" or ".text": return ArticleFormat.Text;
        }
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return ArticleFormat.Html;
        return start.StartsWith("{\"") ? ArticleFormat.JsonLines : ArticleFormat.Text;
    }
}

/// <summary>How a file holds its articles.</summary>
public enum ArticleFormat
{
    Text,
    Markdown,
    Html,

    /// <summary>One JSON object a line, or one JSON value.</summary>
    JsonLines,
}
