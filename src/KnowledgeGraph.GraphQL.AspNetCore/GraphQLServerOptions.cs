using KnowledgeGraph.GraphQL.AspNetCore.Ide;
using KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;
using KnowledgeGraph.GraphQL.AspNetCore.WebSockets;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>How one endpoint speaks to its clients. Everything has a finite limit.</summary>
public sealed record GraphQLServerOptions
{
    /// <summary>The page for browsers.</summary>
    public IdeOptions Ide { get; init; } = new();

    /// <summary>Whether queries (never mutations) are answered by GET.</summary>
    public bool AllowGet { get; init; } = true;

    /// <summary>Whether the schema is served as text at <c>?sdl</c> and <c>/schema.graphql</c>.</summary>
    public bool ServeSchema { get; init; } = true;

    /// <summary>The most requests that a body may carry as a list; 0: no lists.</summary>
    public int MaxBatchSize { get; init; }

    /// <summary>The largest body, in bytes.</summary>
    public int MaxRequestBytes { get; init; } = 4 << 20;

    /// <summary>How long a client may take to send a body.</summary>
    public TimeSpan RequestReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Responses of at least this many bytes are compressed for clients that ask for it; <see cref="int.MaxValue"/>: none is.</summary>
    public int MinCompressedBytes { get; init; } = 4096;

    /// <summary>
    /// Origins ("https://news.example") whose pages may read answers and open WebSockets here besides this server's own; "*" stands
    /// for any, and then browsers send no cookies along. All others are refused sockets, for which browsers do not ask first.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Asked about every operation of every transport before its document is read, and before the schema is served as text; an error is the answer in its place. The codes
    /// UNAUTHENTICATED, FORBIDDEN and RATE_LIMITED (with <c>retryAfter</c>, an int of seconds, in its extensions) become statuses of HTTP.
    /// </summary>
    public Func<HttpContext, ValueTask<GraphQLError?>>? Admit { get; init; }

    /// <summary>The protocol graphql-transport-ws.</summary>
    public SocketOptions Sockets { get; init; } = new();

    /// <summary>The protocol graphql-sse.</summary>
    public EventStreamOptions EventStreams { get; init; } = new();
}
