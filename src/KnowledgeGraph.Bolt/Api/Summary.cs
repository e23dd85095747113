namespace KnowledgeGraph.Bolt;

public enum QueryType
{
    Unknown,
    ReadOnly,
    ReadWrite,
    WriteOnly,
    SchemaWrite,
}

/// <summary>What the server says about a query once its result is consumed.</summary>
public interface IResultSummary
{
    Query Query { get; }

    ICounters Counters { get; }

    QueryType QueryType { get; }

    bool HasPlan { get; }

    bool HasProfile { get; }

    IPlan? Plan { get; }

    IProfiledPlan? Profile { get; }

    IList<INotification> Notifications { get; }

    IList<IGqlStatusObject> GqlStatusObjects { get; }

    /// <summary>How long the server took until the first row was ready; -1 ms where it does not say.</summary>
    TimeSpan ResultAvailableAfter { get; }

    /// <summary>How long the server took to send the rows; -1 ms where it does not say.</summary>
    TimeSpan ResultConsumedAfter { get; }

    IServerInfo Server { get; }

    IDatabaseInfo Database { get; }
}

/// <summary>What a query changed.</summary>
public interface ICounters
{
    bool ContainsUpdates { get; }

    int NodesCreated { get; }

    int NodesDeleted { get; }

    int RelationshipsCreated { get; }

    int RelationshipsDeleted { get; }

    int PropertiesSet { get; }

    int LabelsAdded { get; }

    int LabelsRemoved { get; }

    int IndexesAdded { get; }

    int IndexesRemoved { get; }

    int ConstraintsAdded { get; }

    int ConstraintsRemoved { get; }

    int SystemUpdates { get; }

    bool ContainsSystemUpdates { get; }
}

public interface IServerInfo
{
    string Address { get; }

    string ProtocolVersion { get; }

    string Agent { get; }
}

public interface IDatabaseInfo
{
    string? Name { get; }
}

/// <summary>How the server runs a query (EXPLAIN).</summary>
public interface IPlan
{
    string OperatorType { get; }

    IDictionary<string, object?> Arguments { get; }

    IList<string> Identifiers { get; }

    IList<IPlan> Children { get; }
}

/// <summary>How the server ran a query (PROFILE).</summary>
public interface IProfiledPlan : IPlan
{
    long DbHits { get; }

    long Records { get; }

    long PageCacheHits { get; }

    long PageCacheMisses { get; }

    double PageCacheHitRatio { get; }

    long Time { get; }

    bool HasPageCacheStats { get; }

    new IList<IProfiledPlan> Children { get; }
}

public interface IInputPosition
{
    int Offset { get; }

    int Line { get; }

    int Column { get; }
}

public enum NotificationSeverity
{
    Unknown,
    Information,
    Warning,
}

public enum NotificationCategory
{
    Unknown,
    Hint,
    Unrecognized,
    Unsupported,
    Performance,
    Deprecation,
    Generic,
    Security,
    Topology,
    Schema,
}

public enum NotificationClassification
{
    Unknown,
    Hint,
    Unrecognized,
    Unsupported,
    Performance,
    Deprecation,
    Generic,
    Security,
    Topology,
    Schema,
}

/// <summary>A remark of the server about a query.</summary>
public interface INotification
{
    string Code { get; }

    string Title { get; }

    string Description { get; }

    IInputPosition? Position { get; }

    string? RawSeverityLevel { get; }

    NotificationSeverity SeverityLevel { get; }

    string? RawCategory { get; }

    NotificationCategory Category { get; }
}

/// <summary>An outcome or remark in the form of the GQL standard.</summary>
public interface IGqlStatusObject
{
    string GqlStatus { get; }

    string StatusDescription { get; }

    bool IsNotification { get; }

    IInputPosition? Position { get; }

    string? RawSeverity { get; }

    NotificationSeverity Severity { get; }

    string? RawClassification { get; }

    NotificationClassification Classification { get; }

    IReadOnlyDictionary<string, object?> DiagnosticRecord { get; }

    string? Title { get; }
}
