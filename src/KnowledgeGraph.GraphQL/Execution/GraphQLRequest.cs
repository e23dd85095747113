using System.Security.Claims;
using System.Text.Json;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>The kinds of operations that a transport lets a request run.</summary>
[Flags]
public enum AllowedOperations
{
    None = 0,
    Query = 1,
    Mutation = 2,
    Subscription = 4,
    All = Query | Mutation | Subscription,
}

/// <summary>One request to execute an operation (section 6.1). Either a document or a document id is given.</summary>
public sealed class GraphQLRequest
{
    /// <summary>The document as text.</summary>
    public string? Query { get; init; }

    /// <summary>The document as UTF-8, read in place of <see cref="Query"/> when it is not empty. The memory is not kept.</summary>
    public ReadOnlyMemory<byte> QueryUtf8 { get; init; }

    /// <summary>The sha256 (64 hex digits) of a trusted document, given in place of a document.</summary>
    public string? DocumentId { get; init; }

    public string? OperationName { get; init; }

    /// <summary>A JSON object, or null or undefined for none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>A JSON object for the server's own extensions.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>The scope that resolvers take their services from; null: the executor makes one for the request.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Who asks.</summary>
    public ClaimsPrincipal? User { get; init; }

    /// <summary>What the transport hands to resolvers, by key; null for nothing.</summary>
    public IReadOnlyDictionary<string, object?>? Items { get; init; }

    /// <summary>The object that root fields without a parent see; null for none.</summary>
    public object? RootValue { get; init; }

    /// <summary>Kinds of operations that may be run; others end with <see cref="ExecutionErrorCodes.OperationNotAllowed"/>.</summary>
    public AllowedOperations AllowedOperations { get; init; } = AllowedOperations.All;

    /// <summary>What to do about the operation's cost.</summary>
    public CostMode Cost { get; init; }
}

/// <summary>The values of the header <c>GraphQL-Cost</c>.</summary>
public enum CostMode
{
    /// <summary>The limits hold; the cost is not shown.</summary>
    Enforce,

    /// <summary>Execute, and show the cost under <c>extensions.cost</c>.</summary>
    Report,

    /// <summary>Do not execute; only show the cost.</summary>
    Validate,
}
