using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Routing;

/// <summary>Which servers of a cluster route, read and write for one database. Immutable.</summary>
internal sealed record RoutingTable(
    string? Database, ServerAddress[] Routers, ServerAddress[] Readers, ServerAddress[] Writers, TimeSpan TimeToLive, long CreatedAt)
{
    /// <summary>The router knew no writer: it may be cut off from the rest of the cluster.</summary>
    public bool CameWithoutWriters { get; } = Writers.Length == 0;

    /// <exception cref="ProtocolException">The server's answer lacks a part or has a malformed one.</exception>
    public static RoutingTable Read(IReadOnlyDictionary<string, object?> metadata, string? requestedDatabase, long now)
    {
        var table = metadata.Map("rt") ?? throw Malformed("it has no 'rt'");
        var seconds = table.Integer("ttl") ?? throw Malformed("it has no 'ttl'");
        if (seconds < 0) throw Malformed("its 'ttl' is negative");
        var roles = (table.List("servers") ?? throw Malformed("it has no 'servers'")).OfType<IReadOnlyDictionary<string, object?>>().ToList();
        return new RoutingTable(
            table.Text("db") ?? requestedDatabase, Addresses(roles, "ROUTE"), Addresses(roles, "READ"), Addresses(roles, "WRITE"),
            TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.MaxValue.TotalSeconds / 2)), now);
    }

    public ServerAddress[] For(AccessMode mode) => mode == AccessMode.Read ? Readers : Writers;

    public IEnumerable<ServerAddress> All => Routers.Concat(Readers).Concat(Writers);

    public bool IsFresh(AccessMode mode, TimeProvider time) =>
        time.GetElapsedTime(CreatedAt) < TimeToLive && Routers.Length > 0 && For(mode).Length > 0;

    public RoutingTable Without(ServerAddress address) => this with
    {
        Routers = [.. Routers.Where(a => a != address)],
        Readers = [.. Readers.Where(a => a != address)],
        Writers = [.. Writers.Where(a => a != address)],
    };

    public RoutingTable WithoutWriter(ServerAddress address) => this with { Writers = [.. Writers.Where(a => a != address)] };

    private static ServerAddress[] Addresses(List<IReadOnlyDictionary<string, object?>> roles, string role) =>
        [.. roles.Where(entry => entry.Text("role") == role)
            .SelectMany(entry => entry.List("addresses") ?? throw Malformed("a role has no 'addresses'"))
            .Select(address => Parse(address as string))
            .Distinct()];

    private static ServerAddress Parse(string? text)
    {
        try
        {
            return ServerAddress.Parse(text ?? throw Malformed("an address is not text"));
        }
        catch (FormatException e)
        {
            throw Malformed(e.Message);
        }
    }

    private static ProtocolException Malformed(string why) => new($"The server's routing table cannot be used: {why}.");
}
