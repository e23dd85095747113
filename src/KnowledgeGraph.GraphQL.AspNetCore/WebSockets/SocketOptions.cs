using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>Limits and hooks of graphql-transport-ws connections.</summary>
public sealed record SocketOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Open connections of the whole endpoint; a further handshake is answered with status 503.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How long after the handshake <c>connection_init</c> must arrive; then the socket is closed with 4408.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silent peer is asked for a sign of life, and how long it may take to give one.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the peer may take to read one message; then the connection is dropped.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest message that is read, in bytes; a larger one closes the socket with 1009.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Operations that one connection may run at once; a further one is answered with an error. Twice as many while some were
    /// stopped by the client and have not ended yet.
    /// </summary>
    public int MaxOperations { get; init; } = 50;

    /// <summary>
    /// Decides on the payload of <c>connection_init</c> (undefined where there is none); false closes the socket with 4403.
    /// May set <see cref="HttpContext.User"/>.
    /// </summary>
    public Func<HttpContext, JsonElement, CancellationToken, ValueTask<bool>>? OnConnect { get; init; }
}
