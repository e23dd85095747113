using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Words that someone is reported to have said or written.</summary>
[ObjectType("Quote")]
public sealed class QuoteNode(StoredQuote data) : IFact
{
    internal StoredQuote Data => data;

    /// <summary>Its id.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>Direct, indirect, or indirect with some words in quotation marks.</summary>
    public QuoteKind Kind => data.Kind;

    /// <summary>What was said, without quotation marks.</summary>
    public string Text => data.Text;

    /// <summary>First UTF-16 code unit of the words in the article's text.</summary>
    public int Start => data.Content.Start;

    /// <summary>One past the last UTF-16 code unit of the words in the article's text.</summary>
    public int End => data.Content.End;

    /// <summary>The verb that reports it, as a lemma, or "according to"; null where the words stand alone.</summary>
    public string? Cue => data.CueLemma;

    /// <summary>The words behind it.</summary>
    public EvidenceNode Evidence => new(data.Evidence);

    /// <summary>Who said it; null where the article does not say.</summary>
    public Task<EntityNode?> GetSpeakerAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Speaker, cancellation);

    /// <summary>To whom.</summary>
    public Task<EntityNode?> GetAddresseeAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Addressee, cancellation);

    /// <summary>Who passed the words on.</summary>
    public Task<EntityNode?> GetViaAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Via, cancellation);

    /// <summary>What the words mention, in text order.</summary>
    [ListSize(AssumedSize = 10)]
    public async Task<IReadOnlyList<EntityNode>> GetAboutAsync(EntityById entities, CancellationToken cancellation) =>
        [.. (await entities.LoadAsync(data.About.ToArray(), cancellation)).OfType<Entity>().Select(EntityNode.Of)];
}
