using System.Text.Json;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>What a client asked for, checked for its form only. Source: GraphQL over HTTP, "Request Parameters".</summary>
internal sealed record RequestParameters
{
    public string? Query { get; init; }

    /// <summary>The id of a trusted document, given in place of a document or beside it.</summary>
    public string? DocumentId { get; init; }

    public string? OperationName { get; init; }

    /// <summary>A JSON object, or undefined.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>A JSON object, or undefined.</summary>
    public JsonElement Extensions { get; init; }
}
