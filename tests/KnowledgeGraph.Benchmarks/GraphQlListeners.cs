using System.Diagnostics;
using System.Diagnostics.Metrics;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Listens to all traces and metrics of the engine, as an exporter does, and drops them.</summary>
public sealed class GraphQlListeners : IDisposable
{
    private readonly ActivityListener _activities = new()
    {
        ShouldListenTo = source => source.Name == GraphQLDiagnostics.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private readonly MeterListener _metrics = new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GraphQLDiagnostics.Name)
                listener.EnableMeasurementEvents(instrument);
        },
    };

    private GraphQlListeners()
    {
    }

    public static GraphQlListeners Start()
    {
        var listeners = new GraphQlListeners();
        ActivitySource.AddActivityListener(listeners._activities);
        listeners._metrics.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listeners._metrics.SetMeasurementEventCallback<int>((_, _, _, _) => { });
        listeners._metrics.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listeners._metrics.Start();
        return listeners;
    }

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
    }
}
