using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>What came of one text that was handed in: an article, or the reason why it is none.</summary>
/// <param name="Name">The file's name, with the line (<c>news.jsonl:3</c>) where a file holds many.</param>
/// <param name="Article">The article; null where it was refused.</param>
/// <param name="Refusal">What was wrong and what was expected; null where an article was read.</param>
public sealed record ReadResult(string Name, Article? Article, string? Refusal)
{
    /// <summary>What could not be read of an article that was kept all the same.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>An article that was read.</summary>
    public static ReadResult Of(string name, Article article) => new(name, article, null);

    /// <summary>A text that cannot be read, with the reason.</summary>
    public static ReadResult Refused(string name, string reason) => new(name, null, reason);
}
