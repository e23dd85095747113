using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Sessions;

/// <summary>The last SUCCESS of a result, read when asked for.</summary>
internal sealed class ResultSummary(Query query, IReadOnlyDictionary<string, object?> metadata, IServerInfo server, TimeSpan availableAfter, bool hadKeys, bool hadRecords, bool statusesSent)
    : IResultSummary
{
    private IList<INotification>? _notifications;
    private IList<IGqlStatusObject>? _statuses;

    public Query Query => query;

    public ICounters Counters => field ??= new Counters(metadata.Map("stats"));

    public QueryType QueryType => metadata.Text("type") switch
    {
        "r" => QueryType.ReadOnly,
        "rw" => QueryType.ReadWrite,
        "w" => QueryType.WriteOnly,
        "s" => QueryType.SchemaWrite,
        null => QueryType.Unknown,
        var other => throw new ProtocolException($"The server named the query type '{other}'; expected r, rw, w or s."),
    };

    public bool HasPlan => metadata.Map("plan") is not null || HasProfile;

    public bool HasProfile => metadata.Map("profile") is not null;

    public IPlan? Plan => HasProfile ? Profile : metadata.Map("plan") is { } plan ? new Plan(plan) : null;

    public IProfiledPlan? Profile => metadata.Map("profile") is { } profile ? new ProfiledPlan(profile) : null;

    /// <summary>The server said whether there is anything to notify of.</summary>
    internal bool NotificationsSent => statusesSent || metadata.List("notifications") is not null;

    public IList<INotification> Notifications => _notifications ??= statusesSent
        ? StatusObjects.ToNotifications(metadata.List("statuses"))
        : StatusObjects.ReadNotifications(metadata.List("notifications"));

    public IList<IGqlStatusObject> GqlStatusObjects => _statuses ??= statusesSent
        ? StatusObjects.Read(metadata.List("statuses"))
        : StatusObjects.FromNotifications(Notifications, metadata.List("notifications"), hadKeys, hadRecords);

    public TimeSpan ResultAvailableAfter => availableAfter;

    public TimeSpan ResultConsumedAfter => TimeSpan.FromMilliseconds(metadata.Integer("t_last") ?? -1);

    public IServerInfo Server => server;

    public IDatabaseInfo Database => new DatabaseInfo(metadata.Text("db"));
}

internal sealed record DatabaseInfo(string? Name) : IDatabaseInfo;

internal sealed record ServerInfo(string Address, string ProtocolVersion, string Agent) : IServerInfo;

internal sealed record InputPosition(int Offset, int Line, int Column) : IInputPosition
{
    internal static InputPosition? From(IReadOnlyDictionary<string, object?>? map) => map is null
        ? null
        : new InputPosition((int)(map.Integer("offset") ?? -1), (int)(map.Integer("line") ?? -1), (int)(map.Integer("column") ?? -1));
}

internal sealed class Counters(IReadOnlyDictionary<string, object?>? stats) : ICounters
{
    public bool ContainsUpdates => stats?.GetValueOrDefault("contains-updates") as bool?
        ?? NodesCreated + NodesDeleted + RelationshipsCreated + RelationshipsDeleted + PropertiesSet + LabelsAdded + LabelsRemoved
            + IndexesAdded + IndexesRemoved + ConstraintsAdded + ConstraintsRemoved > 0;

    public int NodesCreated => Count("nodes-created");

    public int NodesDeleted => Count("nodes-deleted");

    public int RelationshipsCreated => Count("relationships-created");

    public int RelationshipsDeleted => Count("relationships-deleted");

    public int PropertiesSet => Count("properties-set");

    public int LabelsAdded => Count("labels-added");

    public int LabelsRemoved => Count("labels-removed");

    public int IndexesAdded => Count("indexes-added");

    public int IndexesRemoved => Count("indexes-removed");

    public int ConstraintsAdded => Count("constraints-added");

    public int ConstraintsRemoved => Count("constraints-removed");

    public int SystemUpdates => Count("system-updates");

    public bool ContainsSystemUpdates => stats?.GetValueOrDefault("contains-system-updates") as bool? ?? SystemUpdates > 0;

    private int Count(string name) => (int)(stats?.Integer(name) ?? 0);
}

internal class Plan(IReadOnlyDictionary<string, object?> map) : IPlan
{
    protected IReadOnlyDictionary<string, object?> Map { get; } = map;

    public string OperatorType => Map.Text("operatorType") ?? "";

    public IDictionary<string, object?> Arguments => Map.Map("args")?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];

    public IList<string> Identifiers => [.. (Map.List("identifiers") ?? []).OfType<string>()];

    public IList<IPlan> Children => [.. Maps("children").Select(child => new Plan(child))];

    protected IEnumerable<IReadOnlyDictionary<string, object?>> Maps(string name) =>
        (Map.List(name) ?? []).OfType<IReadOnlyDictionary<string, object?>>();
}

internal sealed class ProfiledPlan(IReadOnlyDictionary<string, object?> map) : Plan(map), IProfiledPlan
{
    public long DbHits => Map.Integer("dbHits") ?? 0;

    public long Records => Map.Integer("rows") ?? 0;

    public long PageCacheHits => Map.Integer("pageCacheHits") ?? 0;

    public long PageCacheMisses => Map.Integer("pageCacheMisses") ?? 0;

    public double PageCacheHitRatio => Map.GetValueOrDefault("pageCacheHitRatio") as double? ?? 0;

    public long Time => Map.Integer("time") ?? 0;

    public bool HasPageCacheStats => Map.ContainsKey("pageCacheHits") || Map.ContainsKey("pageCacheMisses");

    IList<IPlan> IPlan.Children => [.. Children];

    public new IList<IProfiledPlan> Children => [.. Maps("children").Select(child => new ProfiledPlan(child))];
}
