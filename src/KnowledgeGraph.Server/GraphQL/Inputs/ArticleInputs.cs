using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.Server.GraphQL.Inputs;

/// <summary>How the text of an article is written.</summary>
public enum ArticleTextFormat
{
    /// <summary>Paragraphs of plain text.</summary>
    Text,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>A web page, or the part of one that holds the article.</summary>
    Html,
}

/// <summary>An article to be brought into the graph.</summary>
/// <param name="Text">The article's text, at most 4,194,304 UTF-16 code units.</param>
/// <param name="Title">The headline, where the text does not carry it.</param>
/// <param name="Outlet">Who published it.</param>
/// <param name="Url">Its web address: the same address is the same article, and the newer version replaces the older. Without one, the text makes the id.</param>
/// <param name="Published">When it was published: 2025-07-04, 2025-07, 2025, or an instant such as 2025-07-04T10:10:00Z.</param>
/// <param name="Authors">The names of its byline.</param>
/// <param name="Language">ISO 639-1 code; the words of the text go before it. Only English is extracted from, other languages are kept without facts.</param>
/// <param name="Format">How the text is written.</param>
/// <param name="Wait">Answer when the article is in the graph, or after 20 seconds with how far it is; false: answer when it is accepted.</param>
public sealed record IngestArticleInput(
    string Text, string? Title = null, string? Outlet = null, string? Url = null, string? Published = null, IReadOnlyList<string>? Authors = null,
    string? Language = null, ArticleTextFormat Format = ArticleTextFormat.Text, bool Wait = true);

/// <summary>The web page of an article to be brought into the graph.</summary>
/// <param name="Url">Its address: http or https, of the public internet.</param>
/// <param name="Wait">Answer when the article is in the graph, or after 20 seconds with how far it is; false: answer when it is accepted.</param>
public sealed record IngestUrlInput(string Url, bool Wait = true);

/// <summary>Which article to withdraw.</summary>
/// <param name="ArticleId">The article's id.</param>
public sealed record WithdrawArticleInput([property: ID] string ArticleId);
