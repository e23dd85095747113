using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>Facts that judgements reject, by their anchors.</summary>
internal sealed class Rejections(IEnumerable<string> anchors)
{
    private readonly ILookup<string?, string> _byArticle = anchors.Distinct().ToLookup(FactAnchor.ArticleOf);

    /// <summary>The contribution without the facts that are rejected.</summary>
    public Contribution Without(Contribution contribution)
    {
        if (!_byArticle.Contains(contribution.Article.Id)) return contribution;
        var rejected = _byArticle[contribution.Article.Id].Select(anchor => FactAnchor.In(anchor, contribution)).OfType<(string, string)>().ToHashSet();
        return contribution with
        {
            Relations = [.. contribution.Relations.Where(fact => !rejected.Contains(("relation", fact.Id)))],
            Quotes = [.. contribution.Quotes.Where(fact => !rejected.Contains(("quote", fact.Id)))],
            Claims = [.. contribution.Claims.Where(fact => !rejected.Contains(("claim", fact.Id)))],
            Roles = [.. contribution.Roles.Where(fact => !rejected.Contains(("role", fact.Id)))],
        };
    }

    /// <summary>Anchors that only one of the two has, each with its article.</summary>
    public IEnumerable<(string Anchor, string Article)> ChangedFrom(Rejections before) =>
        from anchor in before.All.Except(All).Concat(All.Except(before.All))
        let article = FactAnchor.ArticleOf(anchor)
        where article is not null
        select (anchor, article);

    private IEnumerable<string> All => _byArticle.SelectMany(group => group);
}
