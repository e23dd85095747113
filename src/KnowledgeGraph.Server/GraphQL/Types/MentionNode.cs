using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>A stretch of an article that refers to an entity.</summary>
[ObjectType("Mention")]
public sealed class MentionNode(StoredMention data) : INode
{
    /// <summary>Its id.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>The words: <c>article.text.slice(start, end)</c>.</summary>
    public string Text => data.Text;

    /// <summary>First UTF-16 code unit in the article's text.</summary>
    public int Start => data.Span.Start;

    /// <summary>One past the last UTF-16 code unit in the article's text.</summary>
    public int End => data.Span.End;

    /// <summary>By name, by description or by pronoun.</summary>
    public MentionKind Kind => data.Kind;

    /// <summary>How sure the link to the entity is, 0 to 1.</summary>
    public double Confidence => data.Confidence;

    /// <summary>What it refers to.</summary>
    public async Task<EntityNode> GetEntityAsync(EntityById entities, CancellationToken cancellation) => EntityNode.Of((await entities.LoadAsync(data.Entity, cancellation))!);

    /// <summary>Where it stands.</summary>
    public async Task<ArticleNode> GetArticleAsync(ArticleById articles, CancellationToken cancellation) => new((await articles.LoadAsync(data.Article, cancellation))!);
}

/// <summary>An office or position that a person holds.</summary>
[ObjectType("Role")]
public sealed class RoleNode(StoredRole data) : IFact
{
    internal StoredRole Data => data;

    /// <summary>Its id.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>The office in lower case, without what it is an office of.</summary>
    public string Title => data.Title;

    /// <summary>The day of the article that says so.</summary>
    public DateOnly? AsOf => data.AsOf;

    /// <summary>The words behind it.</summary>
    public EvidenceNode Evidence => new(data.Evidence);

    /// <summary>Who holds it.</summary>
    public async Task<EntityNode> GetPersonAsync(EntityById entities, CancellationToken cancellation) => EntityNode.Of((await entities.LoadAsync(data.Person, cancellation))!);

    /// <summary>The country or organisation it is an office of.</summary>
    public Task<EntityNode?> GetOfAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Of, cancellation);
}
