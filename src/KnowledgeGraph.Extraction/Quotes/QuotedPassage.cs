namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>Words between quotation marks.</summary>
/// <param name="First">First token inside the marks.</param>
/// <param name="End">One past the last token inside the marks; greater than <paramref name="First"/>.</param>
/// <param name="Open">Token of the opening mark.</param>
/// <param name="Close">Token of the closing mark; -1 where the paragraph ends first.</param>
/// <param name="Section">Index of the article's section.</param>
internal sealed record QuotedPassage(int First, int End, int Open, int Close, int Section)
{
    /// <summary>One past the last token that belongs to the passage, marks included.</summary>
    public int After => Close < 0 ? End : Close + 1;

    public bool Contains(int token) => token >= First && token < End;
}
