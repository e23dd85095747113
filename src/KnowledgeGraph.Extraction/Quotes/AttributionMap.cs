using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>For every token who says it: the speaker of the smallest quote around it.</summary>
public sealed class AttributionMap
{
    private readonly int[] _quote;
    private readonly IReadOnlyList<Quote> _quotes;

    internal AttributionMap(int tokens, IReadOnlyList<Quote> quotes, IReadOnlyList<QuoteDraft> drafts)
    {
        _quotes = quotes;
        _quote = new int[tokens];
        Array.Fill(_quote, -1);
        foreach (var index in Enumerable.Range(0, drafts.Count).OrderByDescending(i => drafts[i].Length).ThenBy(i => drafts[i].First))
        {
            for (var i = drafts[index].First; i < drafts[index].End; i++) _quote[i] = index;
        }
    }

    /// <summary>Id of the entity that says the token; null where the article says it itself, or someone it does not name.</summary>
    public string? SpeakerAt(int token) => QuoteAt(token)?.Speaker;

    /// <summary>The smallest quote that contains the token; null outside of quotes.</summary>
    public Quote? QuoteAt(int token) => _quote[token] < 0 ? null : _quotes[_quote[token]];
}
