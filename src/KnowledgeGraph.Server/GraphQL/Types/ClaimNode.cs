using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>A number that someone asserts.</summary>
[ObjectType("Claim")]
public sealed class ClaimNode(StoredClaim data) : IFact
{
    internal StoredClaim Data => data;

    /// <summary>Its id.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>What is counted or measured (<c>killed</c>, <c>drones_launched</c>, <c>duration_hours</c>).</summary>
    public string Metric => data.Metric;

    /// <summary>The number; null for vague words ("dozens") and ranges.</summary>
    public double? Value => (double?)data.Value;

    /// <summary>Least value meant, inclusive; null where open.</summary>
    public double? Low => (double?)data.Low;

    /// <summary>Greatest value meant, inclusive; null where open.</summary>
    public double? High => (double?)data.High;

    /// <summary>How exactly it is meant.</summary>
    public Qualifier Qualifier => data.Qualifier;

    /// <summary>What is counted, in the article's words, or the unit of measure.</summary>
    public string Unit => data.Unit;

    /// <summary>The day for which the number is stated, where the article says.</summary>
    public string? AsOf => data.AsOf?.ToString();

    /// <summary>Whether the article says that it is not so.</summary>
    public bool Negated => data.Negated;

    /// <summary>The words of the number alone.</summary>
    public TextRange Number => TextRange.Of(data.ValueSpan, data.ValueText);

    /// <summary>The words behind it.</summary>
    public EvidenceNode Evidence => new(data.Evidence);

    /// <summary>The event that it measures.</summary>
    public async Task<EventNode?> GetEventAsync(EventById events, CancellationToken cancellation) =>
        data.Event is { } id && await events.LoadAsync(id, cancellation) is { } found ? new(found) : null;

    /// <summary>The place or group that the number is limited to.</summary>
    public Task<EntityNode?> GetScopeAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Scope, cancellation);

    /// <summary>Who gives the number; null where the article gives it itself.</summary>
    public Task<EntityNode?> GetAttributedToAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.AttributedTo, cancellation);
}
