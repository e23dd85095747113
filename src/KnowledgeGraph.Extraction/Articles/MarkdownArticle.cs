using System.Text.RegularExpressions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// An article in Markdown: front matter gives metadata, headings are headlines, marks of emphasis and link targets are taken out of the prose, code and
/// tables are passed over. The article's text is the plain one that results.
/// </summary>
internal static partial class MarkdownArticle
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    public static Article Read(string markdown, ArticleMetadata given)
    {
        var lines = markdown.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var start = FrontMatter(lines, out var front);
        var blocks = new TextBlocks();
        var paragraph = new List<string>();
        var fence = false;
        for (var i = start; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
            {
                Flush(blocks, paragraph);
                fence = !fence;
            }
            else if (fence) { }
            else if (line.Length == 0 || Rule().IsMatch(line)) Flush(blocks, paragraph);
            else if (line[0] == '#')
            {
                Flush(blocks, paragraph);
                blocks.Add(Plain(line.Trim('#', ' ')), SectionKind.Headline);
            }
            else if (line[0] == '|') Flush(blocks, paragraph);
            else if (i + 1 < lines.Length && paragraph.Count == 0 && Underline().IsMatch(lines[i + 1]))
            {
                blocks.Add(Plain(line), SectionKind.Headline);
                i++;
            }
            else if (Item().Match(line) is { Success: true } item)
            {
                Flush(blocks, paragraph);
                paragraph.Add(line[item.Length..]);
            }
            else paragraph.Add(line.TrimStart('>', ' '));
        }
        Flush(blocks, paragraph);
        return blocks.Build(given.Or(front));
    }

    [GeneratedRegex(@"^(?:-{3,}|\*{3,}|_{3,})$", Options)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:=+|-{2,})\s*$", Options)]
    private static partial Regex Underline();

    [GeneratedRegex(@"^(?:[-*+]|\d{1,3}[.)])\s+", Options)]
    private static partial Regex Item();

    [GeneratedRegex(@"!\[(?<alt>[^\[\]]{0,500})\]\([^()]{0,2000}\)|\[(?<words>[^\[\]]{0,500})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])", Options)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`)", Options)]
    private static partial Regex Emphasis();

    private static void Flush(TextBlocks blocks, List<string> paragraph)
    {
        if (paragraph.Count > 0) blocks.Add(Plain(string.Join(' ', paragraph)), null);
        paragraph.Clear();
    }

    private static string Plain(string words) =>
        Emphasis().Replace(Link().Replace(words, match => match.Groups["words"].Value), "").Replace("\\", "", StringComparison.Ordinal);

    // "---", lines of "key: value", "---".
    private static int FrontMatter(string[] lines, out ArticleMetadata metadata)
    {
        metadata = new();
        if (lines.Length < 2 || lines[0].Trim() != "---") return 0;
        var end = Array.FindIndex(lines, 1, Math.Min(lines.Length - 1, 60), line => line.Trim() is "---" or "...");
        if (end < 0) return 0;
        for (var i = 1; i < end; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;
            var value = lines[i][(colon + 1)..].Trim().Trim('"', '\'');
            if (value.Length == 0) continue;
            var date = PublicationDate.Find(value);
            metadata = lines[i][..colon].Trim().ToLowerInvariant() switch
            {
                "title" => metadata with { Title = value },
                "author" or "authors" => metadata with { Authors = [.. value.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => name.Trim('"', '\''))] },
                "date" or "published" => metadata with { Published = date?.Day, PublishedAt = date?.Instant },
                "outlet" or "publisher" or "source" => metadata with { Outlet = value },
                "url" or "link" or "canonical" => metadata with { Address = value, StableAddress = ArticleReader.WebAddress(value) },
                _ => metadata,
            };
        }
        return end + 1;
    }
}
