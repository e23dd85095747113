namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// Looks at a page before it is parsed. Building a document takes time with the square of its depth, so that half a megabyte of open elements would take
/// minutes; no page that people read is nearly as deep.
/// </summary>
internal static class HtmlNesting
{
    /// <summary>The most elements that may be open at once.</summary>
    public const int Deepest = 1_000;

    // Elements that have no end, or whose end is often left out because the next one closes them.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SelfClosing = new HashSet<string>(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether more elements are open at some place than <see cref="Deepest"/>.</summary>
    public static bool IsTooDeep(ReadOnlySpan<char> html)
    {
        var depth = 0;
        while (html.IndexOf('<') is >= 0 and var at)
        {
            html = html[(at + 1)..];
            if (html.StartsWith("!--"))
            {
                html = After(html, "-->");
                continue;
            }
            var closes = html.StartsWith('/');
            var name = html[(closes ? 1 : 0)..];
            if (name.IsEmpty || !char.IsAsciiLetter(name[0])) continue;
            var length = name.IndexOfAny(" \t\r\n\f/>");
            name = length < 0 ? name : name[..length];
            if (SelfClosing.Contains(name)) continue;
            if (!closes && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
            {
                // What stands in them is no markup.
                html = After(html, name[1] is 'c' or 'C' ? "</script" : "</style");
                continue;
            }
            if (closes) depth = Math.Max(0, depth - 1);
            else if (++depth > Deepest) return true;
        }
        return false;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> html, string end) =>
        html.IndexOf(end, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? html[(at + end.Length)..] : [];
}
