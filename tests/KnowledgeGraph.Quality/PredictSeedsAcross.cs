using System.Text.Json.Nodes;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Quality;

/// <summary>
/// The articles in the form of the labelled seeds, resolved together: ids are those of the whole corpus. The last line, of the article
/// <c>cross</c>, holds the differences between the articles.
/// </summary>
internal sealed class PredictSeedsAcross : IPredictor
{
    public async IAsyncEnumerable<string> PredictAsync(IAsyncEnumerable<Document> documents)
    {
        var corpus = await CorpusRun.ReadAsync(documents);
        foreach (var contribution in corpus.Graph.Contributions)
            yield return PredictSeeds.Write(corpus.Documents[contribution.Article.Id], WithGlobalIds(contribution, corpus.Graph)).ToJsonString(JsonOutput.Options);
        yield return new JsonObject
        {
            ["article"] = "cross",
            ["divergences"] = new JsonArray([.. corpus.Graph.Comparisons.Where(comparison => comparison.Result.Articles >= 2).Select(comparison => (JsonNode)Divergence(corpus, comparison)),
                .. corpus.Graph.Statements.Select(statements => (JsonNode)Statements(corpus, statements))]),
        }.ToJsonString(JsonOutput.Options);
    }

    private static JsonObject Statements(CorpusRun corpus, CorpusStatements statements) => new()
    {
        ["event"] = statements.Event,
        ["metric"] = null,
        ["aspect"] = statements.Result.Aspect,
        ["statements"] = new JsonArray([.. statements.Result.Statements.Select(statement => (JsonNode)new JsonObject
        {
            ["article"] = corpus.Documents[statement.Article].Id,
            ["evidence"] = new CodePoints(corpus.Documents[statement.Article].Text).Span(statement.Sentence),
        })]),
        ["kind"] = statements.Result.Kind.ToString().ToLowerInvariant(),
    };

    private static JsonObject Divergence(CorpusRun corpus, CorpusComparison comparison) => new()
    {
        ["event"] = comparison.Event,
        ["metric"] = comparison.Metric,
        ["values"] = new JsonArray([.. comparison.Result.Order.Select(id => comparison.Claims[id])
            .DistinctBy(claim => (claim.Contribution.Article.Id, claim.Claim.Value, claim.Claim.AttributedTo))
            .Select(claim => (JsonNode)new JsonObject
            {
                ["article"] = corpus.Documents[claim.Contribution.Article.Id].Id,
                ["value"] = claim.Claim.Value,
                ["attributedTo"] = claim.Claim.AttributedTo is { } source ? corpus.Graph.Entities[new(claim.Contribution.Article.Id, source)] : null,
            })]),
        ["kind"] = comparison.Result.Kind.ToString().ToLowerInvariant(),
    };

    private static Contribution WithGlobalIds(Contribution contribution, Corpus corpus)
    {
        string? Entity(string? local) => local is null ? null : corpus.Entities[new(contribution.Article.Id, local)];
        var events = new Dictionary<string, string>();
        foreach (var report in contribution.Events)
        {
            // Two reports of one event in one article keep ids of their own, the first the event's.
            var id = corpus.Events[new(contribution.Article.Id, report.Id)];
            events[report.Id] = events.ContainsValue(id) ? $"{id}:{report.Id}" : id;
        }
        string? Node(string? local) => local is null ? null : events.TryGetValue(local, out var id) ? id : Entity(local);
        return contribution with
        {
            Entities = [.. contribution.Entities.GroupBy(entity => Entity(entity.Id)!).Select(group => group.First() with
            {
                Id = group.Key, Mentions = [.. group.SelectMany(entity => entity.Mentions).OrderBy(mention => mention.Span)],
            })],
            Quotes = [.. contribution.Quotes.Select(quote => quote with { Speaker = Entity(quote.Speaker), Addressee = Entity(quote.Addressee), Via = Entity(quote.Via) })],
            Events = [.. contribution.Events.Select(report => report with
            {
                Id = events[report.Id], Place = Entity(report.Place), PartOf = report.PartOf is null ? null : events[report.PartOf],
                Participants = [.. report.Participants.Select(part => part with { Entity = Entity(part.Entity)! })],
            })],
            Relations = [.. contribution.Relations.Select(relation => relation with
            {
                Subject = Node(relation.Subject)!, Object = Node(relation.Object), Place = Entity(relation.Place), AttributedTo = Entity(relation.AttributedTo),
            })],
            Roles = [.. contribution.Roles.Select(role => role with { Person = Entity(role.Person)!, Of = Entity(role.Of) })],
            Claims = [.. contribution.Claims.Select(claim => claim with { Event = claim.Event is null ? null : events[claim.Event], Scope = Entity(claim.Scope), AttributedTo = Entity(claim.AttributedTo) })],
        };
    }
}
