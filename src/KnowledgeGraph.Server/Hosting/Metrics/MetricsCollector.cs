using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace KnowledgeGraph.Server.Hosting.Metrics;

/// <summary>
/// Keeps what the process measures (System.Diagnostics.Metrics) so that <c>/metrics</c> can show it: this program's meters, ASP.NET
/// Core's and the runtime's. Each instrument keeps at most <see cref="MostSeries"/> combinations of tags; what is beyond is counted
/// as one series with <c>overflow="true"</c>.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    /// <summary>Combinations of tags that one instrument keeps apart.</summary>
    public const int MostSeries = 100;

    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly Lock _collecting = new();

    /// <param name="takes">Whether a meter is kept; null: those named above.</param>
    public MetricsCollector(Func<Meter, bool>? takes = null)
    {
        takes ??= meter => meter.Name.StartsWith("KnowledgeGraph.", StringComparison.Ordinal) || Meters.Contains(meter.Name);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (takes(instrument.Meter)) listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, static made => new(made, MostSeries)));
        };
        _listener.MeasurementsCompleted = (instrument, state) => _instruments.TryRemove(instrument, out _);
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => ((InstrumentSeries)state!).Record((double)value, tags));
        _listener.Start();
    }

    /// <summary>All instruments that have measured something, in the order of their names, with fresh values of those that are asked.</summary>
    public IReadOnlyList<InstrumentSeries> Collect()
    {
        lock (_collecting)
        {
            foreach (var instrument in _instruments.Values.Where(series => series.Instrument.IsObservable)) instrument.Clear();
            _listener.RecordObservableInstruments();
        }
        return [.. _instruments.Values.Where(series => !series.IsEmpty).OrderBy(series => series.Instrument.Name, StringComparer.Ordinal).ThenBy(series => series.Instrument.Meter.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();
}
