using KnowledgeGraph.Extraction.Articles;
using Microsoft.Extensions.FileSystemGlobbing;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>
/// Finds the files that paths name: files, folders (with what is below them) and patterns such as <c>news/**/*.html</c>. A path
/// that is not there, or a folder without an article, is a refusal; the rest goes on.
/// </summary>
public static class ArticleFiles
{
    private static readonly string[] Endings = [".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson"];

    /// <summary>Files to read in ordinal order without repeats, and what could not be found.</summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<ReadResult> Refusals) Find(IEnumerable<string> paths)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var refusals = new List<ReadResult>();
        foreach (var path in paths)
        {
            var found = Below(path).ToList();
            if (found.Count == 0) refusals.Add(ReadResult.Refused(path, Missing(path)));
            files.UnionWith(found);
        }
        return ([.. files], refusals);
    }

    private static IEnumerable<string> Below(string path)
    {
        if (File.Exists(path)) return [path];
        if (Directory.Exists(path))
            return Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
                .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()));
        if (!path.Contains('*') && !path.Contains('?')) return [];
        var full = Path.GetFullPath(path);
        var root = full;
        while (root.Contains('*') || root.Contains('?')) root = Path.GetDirectoryName(root) ?? "/";
        if (!Directory.Exists(root)) return [];
        var matcher = new Matcher().AddInclude(Path.GetRelativePath(root, full));
        return matcher.GetResultsInFullPath(root);
    }

    private static string Missing(string path) =>
        Directory.Exists(path) ? $"holds no article: expected files that end with {string.Join(", ", Endings)}"
        : path.Contains('*') || path.Contains('?') ? "matches no file"
        : "is not there: expected a file, a folder or a pattern such as news/**/*.txt";
}
