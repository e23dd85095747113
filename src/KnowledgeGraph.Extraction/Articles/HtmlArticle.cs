using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// An article out of a web page: what its markup says of it (JSON-LD, OpenGraph and other meta elements, microdata, time elements), and its main text by
/// the elements that hold the most prose and the fewest links. Nothing is fetched and no script runs.
/// </summary>
internal static class HtmlArticle
{
    private const int DeepestElement = 400;

    private static readonly HashSet<string> Ignored = Set("SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG CANVAS FORM BUTTON SELECT INPUT TEXTAREA NAV ASIDE FOOTER MENU DIALOG VIDEO AUDIO HEAD AMP-SIDEBAR AMP-CONSENT AMP-AD AMP-EMBED AMP-STICKY-AD AMP-SOCIAL-SHARE AMP-LIGHTBOX AMP-ANALYTICS");
    private static readonly HashSet<string> Blocks = Set("P DIV SECTION ARTICLE MAIN HEADER H1 H2 H3 H4 H5 H6 LI UL OL DL DT DD BLOCKQUOTE PRE FIGURE FIGCAPTION TABLE TR TD TH THEAD TBODY ADDRESS HR BODY CENTER DETAILS SUMMARY");
    private static readonly string[] NoProse = ["nav", "menu", "footer", "sidebar", "related", "recommend", "newsletter", "subscribe", "promo", "advert", "-ad-", "cookie", "consent", "share", "social", "comment", "breadcrumb", "paywall", "teaser", "most-read", "trending", "popup", "modal", "skip-link", "tags"];

    /// <param name="otherwise">What is known where neither <paramref name="given"/> nor the page says anything.</param>
    /// <param name="isOwnAddress">Whether an address that the page gives as its own may make the article's id, in place of the one that is given.</param>
    public static Article Read(string html, ArticleMetadata given, ArticleMetadata? otherwise = null, Func<string, bool>? isOwnAddress = null)
    {
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        var found = HtmlMetadata.Read(page);
        var metadata = given.Or(found).Or(otherwise ?? new());
        if (found.StableAddress is { } own && isOwnAddress?.Invoke(own) == true) metadata = metadata with { Address = own, StableAddress = own };
        var blocks = new TextBlocks();
        var root = MainElement(page);
        var title = metadata.Title is { } known ? TextBlocks.Fold(known) : null;
        if (title is not null && !Holds(root, title)) blocks.Add(title, SectionKind.Headline);
        if (root is not null) Walk(root, blocks, new StringBuilder(), null, 0);
        return blocks.Build(metadata);
    }

    // The element whose own paragraphs hold the most words outside links; an article or main element where there is one with prose.
    private static IElement? MainElement(IDocument page)
    {
        IElement? best = null;
        var bestScore = 0.0;
        var scores = new Dictionary<IElement, double>();
        var ignored = new Dictionary<IElement, bool>();
        foreach (var paragraph in page.QuerySelectorAll("p, pre, blockquote"))
        {
            if (paragraph.ParentElement is { } parent && IsWithinIgnored(parent, ignored)) continue;
            var words = paragraph.TextContent.Length - paragraph.QuerySelectorAll("a").Sum(link => link.TextContent.Length);
            if (words < 25) continue;
            var share = 1.0;
            foreach (var ancestor in paragraph.Ancestors<IElement>().Take(4))
            {
                scores[ancestor] = scores.GetValueOrDefault(ancestor) + words * share;
                share *= 0.75;
            }
        }
        foreach (var (element, score) in scores)
        {
            var weighted = score * (element.LocalName is "article" or "main" ? 1.6 : element.GetAttribute("itemprop") == "articleBody" ? 2 : 1);
            if (weighted > bestScore) (best, bestScore) = (element, weighted);
        }
        return best ?? page.Body;
    }

    private static bool IsWithinIgnored(IElement element, Dictionary<IElement, bool> known)
    {
        var path = new List<IElement>();
        var answer = false;
        for (var at = element; at is not null && !known.TryGetValue(at, out answer); at = at.ParentElement) path.Add(at);
        for (var i = path.Count - 1; i >= 0; i--) known[path[i]] = answer = answer || IsIgnored(path[i]);
        return answer;
    }

    private static bool Holds(IElement? root, string title) =>
        root is not null && root.QuerySelectorAll("h1, h2").Any(heading => TextBlocks.Fold(heading.TextContent) == title);

    // Inline text is gathered until a block begins or ends.
    private static void Walk(INode node, TextBlocks blocks, StringBuilder inline, SectionKind? kind, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                inline.Append(text.Data);
                continue;
            }
            if (child is not IElement element || IsIgnored(element)) continue;
            if (element.LocalName == "br") { inline.Append('\n'); continue; }
            if (depth > DeepestElement) { Flatten(element, inline); continue; }
            if (element.LocalName is "p" or "li" && IsTeaser(element)) continue;
            if (!Blocks.Contains(element.LocalName)) { Walk(element, blocks, inline, kind, depth + 1); continue; }
            Flush(blocks, inline, kind);
            var inner = KindOf(element) ?? kind;
            Walk(element, blocks, inline, inner, depth + 1);
            Flush(blocks, inline, inner);
        }
        if (depth == 0) Flush(blocks, inline, kind);
    }

    // Below the deepest element that is told apart, all text is one run; without recursion, however deep it goes on.
    private static void Flatten(IElement root, StringBuilder inline)
    {
        INode node = root;
        while (true)
        {
            if (node is IText text) inline.Append(' ').Append(text.Data);
            var next = node is IElement element && IsIgnoredByKind(element) ? null : node.FirstChild;
            while (next is null)
            {
                if (node == root) return;
                next = node.NextSibling;
                if (next is null) node = node.Parent!;
            }
            node = next;
        }
    }

    private static void Flush(TextBlocks blocks, StringBuilder inline, SectionKind? kind)
    {
        if (inline.Length > 0) blocks.Add(inline.ToString(), kind);
        inline.Clear();
    }

    private static SectionKind? KindOf(IElement element) => element.LocalName switch
    {
        "h1" or "h2" or "h3" or "h4" => SectionKind.Headline,
        "figcaption" => SectionKind.Caption,
        "address" => SectionKind.Byline,
        _ when Names(element, "byline") || Names(element, "author") || Names(element, "timestamp") || Names(element, "dateline") => SectionKind.Byline,
        _ when Names(element, "caption") => SectionKind.Caption,
        _ => null,
    };

    private static bool Names(IElement element, string word) => (element.ClassName?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false) && element.TextContent.Length < 400;

    // "Read more: ...", a list of other headlines: a short line that is a link and nothing but.
    private static bool IsTeaser(IElement element)
    {
        int length = 0, linked = 0;
        foreach (var text in element.Descendants<IText>())
        {
            var words = text.Data.AsSpan().Trim().Length;
            if ((length += words) > 200) return false;
            if (text.Ancestors<IElement>().TakeWhile(ancestor => ancestor != element).Any(ancestor => ancestor.LocalName == "a")) linked += words;
        }
        return linked > 0 && length - linked <= 14 && linked >= length * 0.6;
    }

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true") return true;
        if (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal) is var rules && (rules.Contains("display:none", StringComparison.OrdinalIgnoreCase) || rules.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase))) return true;
        return element.ClassList.Any(name => name is "sr-only" or "visually-hidden" or "visuallyhidden" or "screen-reader-text" or "hidden" or "d-none" or "is-hidden");
    }

    private static bool IsIgnored(IElement element)
    {
        if (IsIgnoredByKind(element)) return true;
        if (element.LocalName is "body" or "article" or "main" or "html" or "p") return false;
        var names = $"{element.ClassName} {element.Id} {element.GetAttribute("role")}";
        if (names.Length < 3) return false;
        return NoProse.Any(word => names.Contains(word, StringComparison.OrdinalIgnoreCase)) && !HoldsProse(element);
    }

    private static bool IsIgnoredByKind(IElement element) =>
        Ignored.Contains(element.LocalName) || IsHidden(element);

    // Counts no further than it must: pages nest without end.
    private static bool HoldsProse(IElement element)
    {
        var length = 0;
        foreach (var text in element.Descendants<IText>())
            if ((length += text.Length) > 2000) return true;
        return false;
    }

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
