namespace KnowledgeGraph.Model;

/// <summary>
/// One published text. <see cref="Text"/> is never altered after reading: every span of a contribution slices it.
/// </summary>
/// <param name="Id">See <see cref="Ids.ForArticle"/>.</param>
/// <param name="Text">The whole text as read, metadata lines included.</param>
/// <param name="Title">Headline, where the text or its metadata gives one.</param>
/// <param name="Outlet">Who published it (a paper, an agency), where given.</param>
/// <param name="Authors">Names of the byline in their order; empty where none is given.</param>
/// <param name="Published">When it was published, as precisely as given.</param>
/// <param name="PublishedAt">The instant of publication, where a time of day is given.</param>
/// <param name="Language">ISO 639-1 code as recognised; <c>en</c> is the one that is extracted from.</param>
/// <param name="Address">Where it was read from: a web address, or the file's name. Never a machine's path.</param>
/// <param name="Sections">The text's parts in order, without overlap; white space between them belongs to none.</param>
public sealed record Article(
    string Id,
    string Text,
    string? Title,
    string? Outlet,
    IReadOnlyList<string> Authors,
    PartialDate? Published,
    DateTimeOffset? PublishedAt,
    string Language,
    string? Address,
    IReadOnlyList<Section> Sections);

/// <summary>A headline, a paragraph, or a stretch that is not prose and yields no facts.</summary>
public sealed record Section(TextSpan Span, SectionKind Kind);

/// <summary>What a stretch of an article is. Facts come from <see cref="Headline"/>, <see cref="Paragraph"/> and <see cref="Caption"/>.</summary>
public enum SectionKind
{
    Headline,
    Paragraph,
    Caption,

    /// <summary>Dates, bylines, datelines, credits.</summary>
    Byline,

    /// <summary>Teasers, navigation, newsletter boxes, copyright lines, disclaimers.</summary>
    Boilerplate,
}
