using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>What stores keep of an article's facts that follows from the article as a whole.</summary>
internal static class ContributionFacts
{
    /// <summary>Local ids of the entities that a quote's words mention by more than a pronoun, in text order, each as often as it is mentioned.</summary>
    public static IEnumerable<string> About(this Contribution contribution, Quote quote) => contribution.Entities
        .SelectMany(entity => entity.Mentions.Select(mention => (entity.Id, mention)))
        .Where(pair => quote.Content.Contains(pair.mention.Span) && pair.mention.Kind != MentionKind.Pronoun)
        .OrderBy(pair => pair.mention.Span)
        .Select(pair => pair.Id);

    /// <summary>A claim's number for ordering: its value, or where it has none its low or high.</summary>
    public static double Number(this Claim claim) => (double)(claim.Value ?? claim.Low ?? claim.High ?? -1);
}
