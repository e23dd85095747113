using KnowledgeGraph.Bolt.Sessions;

namespace KnowledgeGraph.Bolt.TestKitBackend;

internal static class SummaryJson
{
    internal static object Describe(IResultSummary summary) => new
    {
        query = new { text = summary.Query.Text, parameters = summary.Query.Parameters.ToDictionary(pair => pair.Key, pair => CypherJson.FromNative(pair.Value)) },
        queryType = summary.QueryType switch
        {
            QueryType.ReadOnly => "r",
            QueryType.ReadWrite => "rw",
            QueryType.WriteOnly => "w",
            QueryType.SchemaWrite => "s",
            _ => null,
        },
        plan = summary.HasPlan && summary.Plan is { } plan ? Plan(plan) : null,
        profile = summary.Profile is { } profile ? Profile(profile) : null,
        notifications = summary is ResultSummary { NotificationsSent: false } ? null : summary.Notifications.Select(Notification),
        gqlStatusObjects = summary.GqlStatusObjects.Select(Status),
        database = summary.Database.Name,
        serverInfo = new { address = summary.Server.Address, agent = summary.Server.Agent, protocolVersion = summary.Server.ProtocolVersion },
        counters = Counters(summary.Counters),
        resultAvailableAfter = Milliseconds(summary.ResultAvailableAfter),
        resultConsumedAfter = Milliseconds(summary.ResultConsumedAfter),
    };

    private static long? Milliseconds(TimeSpan time) => time < TimeSpan.Zero ? null : (long)time.TotalMilliseconds;

    private static object Counters(ICounters c) => new
    {
        constraintsAdded = c.ConstraintsAdded,
        constraintsRemoved = c.ConstraintsRemoved,
        containsSystemUpdates = c.ContainsSystemUpdates,
        containsUpdates = c.ContainsUpdates,
        indexesAdded = c.IndexesAdded,
        indexesRemoved = c.IndexesRemoved,
        labelsAdded = c.LabelsAdded,
        labelsRemoved = c.LabelsRemoved,
        nodesCreated = c.NodesCreated,
        nodesDeleted = c.NodesDeleted,
        propertiesSet = c.PropertiesSet,
        relationshipsCreated = c.RelationshipsCreated,
        relationshipsDeleted = c.RelationshipsDeleted,
        systemUpdates = c.SystemUpdates,
    };

    private static object Notification(INotification n)
    {
        var description = new Dictionary<string, object?>
        {
            ["code"] = n.Code,
            ["title"] = n.Title,
            ["description"] = n.Description,
            ["rawSeverityLevel"] = n.RawSeverityLevel ?? "",
            ["severityLevel"] = n.SeverityLevel.ToString().ToUpperInvariant(),
            ["rawCategory"] = n.RawCategory ?? "",
            ["category"] = n.Category.ToString().ToUpperInvariant(),
        };
        if (n.Position is { } position) description["position"] = Position(position);
        return description;
    }

    private static object Status(IGqlStatusObject s) => new
    {
        gqlStatus = s.GqlStatus,
        statusDescription = s.StatusDescription,
        isNotification = s.IsNotification,
        position = s.Position is { } position ? Position(position) : null,
        classification = s.Classification.ToString().ToUpperInvariant(),
        rawClassification = s.RawClassification,
        severity = s.Severity.ToString().ToUpperInvariant(),
        rawSeverity = s.RawSeverity,
        diagnosticRecord = s.DiagnosticRecord.ToDictionary(pair => pair.Key, pair => CypherJson.FromNative(pair.Value)),
    };

    private static object Position(IInputPosition position) => new { offset = position.Offset, line = position.Line, column = position.Column };

    private static object Plan(IPlan plan) => new
    {
        operatorType = plan.OperatorType,
        args = plan.Arguments,
        identifiers = plan.Identifiers,
        children = plan.Children.Select(Plan),
    };

    private static object Profile(IProfiledPlan plan)
    {
        var description = new Dictionary<string, object?>
        {
            ["operatorType"] = plan.OperatorType,
            ["args"] = plan.Arguments,
            ["identifiers"] = plan.Identifiers,
            ["dbHits"] = plan.DbHits,
            ["rows"] = plan.Records,
            ["children"] = plan.Children.Select(Profile),
        };
        if (!plan.HasPageCacheStats) return description;
        description["pageCacheHits"] = plan.PageCacheHits;
        description["pageCacheMisses"] = plan.PageCacheMisses;
        description["pageCacheHitRatio"] = plan.PageCacheHitRatio;
        description["time"] = plan.Time;
        return description;
    }
}
