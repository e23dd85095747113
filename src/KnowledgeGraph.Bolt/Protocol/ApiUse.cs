namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>Which interface a program used (Bolt documentation, "TELEMETRY").</summary>
internal enum TelemetryApi
{
    ManagedTransaction = 0,
    UnmanagedTransaction = 1,
    AutoCommit = 2,
    ExecutableQuery = 3,
}

/// <summary>One call of an interface. It is reported once, however often the work in it is tried.</summary>
internal sealed class ApiUse(TelemetryApi api)
{
    private Response? _report;

    public TelemetryApi Api => api;

    public bool IsReported => _report is { IsDone: true, Failure: null };

    public Response NewResponse() => _report = new Response();
}
