using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>The words behind a fact: <c>article.text.slice(start, end)</c> is <c>quote</c>, always.</summary>
[ObjectType("Evidence")]
public sealed class EvidenceNode(StoredEvidence data)
{
    /// <summary>Exactly the article's words from start to end.</summary>
    public string Quote => data.Quote;

    /// <summary>First UTF-16 code unit in the article's text.</summary>
    public int Start => data.Span.Start;

    /// <summary>One past the last UTF-16 code unit in the article's text.</summary>
    public int End => data.Span.End;

    /// <summary>The sentence that the words stand in.</summary>
    public TextRange Sentence => new(data.Sentence.Start, data.Sentence.End, data.SentenceText);

    /// <summary>The share of facts said with this confidence that are right, 0 to 1.</summary>
    public double Confidence => data.Confidence;

    /// <summary>The sentence before that sentence; null at the article's start.</summary>
    public async Task<TextRange?> GetSentenceBeforeAsync(ArticleById articles, CancellationToken cancellation) =>
        await articles.LoadAsync(data.Article, cancellation) is { Article.Text: var text } && SentenceCutter.Before(text, data.Sentence.Start) is { } span ? TextRange.Of(span, span.Slice(text)) : null;

    /// <summary>The sentence after that sentence; null at the article's end.</summary>
    public async Task<TextRange?> GetSentenceAfterAsync(ArticleById articles, CancellationToken cancellation) =>
        await articles.LoadAsync(data.Article, cancellation) is { Article.Text: var text } && SentenceCutter.After(text, data.Sentence.End) is { } span ? TextRange.Of(span, span.Slice(text)) : null;

    /// <summary>What stands right before the sentence in its article; null at the article's start.</summary>
    /// <param name="characters">At most this many characters.</param>
    public async Task<string?> GetBeforeAsync(ArticleById articles, CancellationToken cancellation, int characters = 200)
    {
        if (await articles.LoadAsync(data.Article, cancellation) is not { } article || data.Sentence.Start == 0) return null;
        var start = Math.Max(0, data.Sentence.Start - Math.Clamp(characters, 0, 2000));
        return WholeCharacters(article.Article.Text, start, data.Sentence.Start).TrimStart();
    }

    /// <summary>What stands right after the sentence in its article; null at the article's end.</summary>
    /// <param name="characters">At most this many characters.</param>
    public async Task<string?> GetAfterAsync(ArticleById articles, CancellationToken cancellation, int characters = 200)
    {
        if (await articles.LoadAsync(data.Article, cancellation) is not { } article || data.Sentence.End >= article.Article.Text.Length) return null;
        var end = Math.Min(article.Article.Text.Length, data.Sentence.End + Math.Clamp(characters, 0, 2000));
        return WholeCharacters(article.Article.Text, data.Sentence.End, end).TrimEnd();
    }

    /// <summary>The article that the words stand in.</summary>
    public async Task<ArticleNode> GetArticleAsync(ArticleById articles, CancellationToken cancellation) =>
        new((await articles.LoadAsync(data.Article, cancellation))!);

    /// <summary>Who published that article; null where it does not say.</summary>
    public async Task<SourceNode?> GetSourceAsync(ArticleById articles, CancellationToken cancellation) =>
        (await articles.LoadAsync(data.Article, cancellation))!.Article.Outlet is { } outlet ? new(outlet) : null;

    /// <summary>What found the fact, with its version.</summary>
    public async Task<string> GetExtractorAsync(ArticleById articles, CancellationToken cancellation) =>
        (await articles.LoadAsync(data.Article, cancellation))!.Extractor;

    // Never half of a surrogate pair.
    private static string WholeCharacters(string text, int start, int end)
    {
        if (start < end && char.IsLowSurrogate(text[start])) start++;
        if (start < end && char.IsHighSurrogate(text[end - 1])) end--;
        return text[start..end];
    }
}

/// <summary>A stretch of an article's text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last UTF-16 code unit.</param>
/// <param name="Text">The words.</param>
public sealed record TextRange(int Start, int End, string Text)
{
    internal static TextRange Of(TextSpan span, string text) => new(span.Start, span.End, text);
}
