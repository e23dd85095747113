using System.Diagnostics.Metrics;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>Metrics of long-lived connections. Requests and handshakes are traced and measured by ASP.NET Core itself, operations by the engine.</summary>
public static class TransportDiagnostics
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "KnowledgeGraph.GraphQL.AspNetCore";

    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<long> Connections =
        Meter.CreateUpDownCounter<long>("graphql.server.connections", "{connection}", "Open connections, by graphql.transport.");

    /// <summary>Counts a connection until it is disposed.</summary>
    internal static Counted Connection(string transport)
    {
        var tag = KeyValuePair.Create<string, object?>("graphql.transport", transport);
        Connections.Add(1, tag);
        return new Counted(tag);
    }

    internal readonly struct Counted(KeyValuePair<string, object?> tag) : IDisposable
    {
        public void Dispose() => Connections.Add(-1, tag);
    }
}
