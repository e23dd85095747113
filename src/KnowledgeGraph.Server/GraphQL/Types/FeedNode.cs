using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.Ingestion.Feeds;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>A feed that the server follows.</summary>
[ObjectType("Feed")]
public sealed class FeedNode(FeedState state)
{
    /// <summary>Its address, as the server was given it.</summary>
    public string Url => state.Address;

    /// <summary>Its title, as it gives it.</summary>
    public string? Title => state.Title;

    /// <summary>When it was asked last; null before the first time.</summary>
    public DateTimeOffset? LastPoll => state.LastPoll;

    /// <summary>What was wrong the last time; null where nothing was.</summary>
    public string? LastError => state.LastError;

    /// <summary>When it will be asked next.</summary>
    public DateTimeOffset? NextPoll => state.NextPoll;

    /// <summary>How many times in a row it could not be read.</summary>
    public int Failures => state.Failures;

    /// <summary>How many articles came into the graph from it.</summary>
    public long Articles => state.Articles;
}
