using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// Traces and metrics, named after the OpenTelemetry conventions for GraphQL. Listen to the source and the meter of this name;
/// without a listener they cost a comparison. No variable value and no document text is ever recorded.
/// </summary>
public static class GraphQLDiagnostics
{
    public const string Name = "KnowledgeGraph.GraphQL";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Seconds per operation, by <c>graphql.operation.type</c> and <c>graphql.outcome</c>.</summary>
    internal static readonly Histogram<double> OperationDuration =
        Meter.CreateHistogram<double>("graphql.server.operation.duration", "s", "Time from the request to its response.");

    /// <summary>Documents that were not in the cache.</summary>
    internal static readonly Counter<long> DocumentsPrepared =
        Meter.CreateCounter<long>("graphql.server.documents.prepared", "{document}", "Documents parsed and validated because they were new.");

    /// <summary>Keys per batch of a data loader, by <c>graphql.dataloader.name</c>.</summary>
    internal static readonly Histogram<int> BatchSize =
        Meter.CreateHistogram<int>("graphql.server.dataloader.batch.size", "{key}", "Keys of one batch.");

    internal static Activity? Start(string step) => Source.HasListeners() ? Source.StartActivity(step, ActivityKind.Internal) : null;
}
