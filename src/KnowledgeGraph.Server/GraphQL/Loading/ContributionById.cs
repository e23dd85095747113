using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>What extraction found in articles, by the article's id: also what judgements keep out of the graph.</summary>
public sealed class ContributionById(GraphSession session, IBatchScheduler scheduler) : BatchDataLoader<string, Contribution>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<string, Contribution>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(reader => reader.ContributionsAsync(keys, cancellationToken), cancellationToken);
        return found.OfType<Contribution>().ToDictionary(contribution => contribution.Article.Id);
    }
}
