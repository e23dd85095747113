using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace KnowledgeGraph.Server.Hosting.Metrics;

/// <summary>What one instrument has measured, by its tags.</summary>
internal sealed class InstrumentSeries
{
    private const int LongestTags = 1_024;
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Counts = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Series>.AlternateLookup<ReadOnlySpan<char>> _byTags;
    private readonly int _mostSeries;
    private int _count;

    public InstrumentSeries(Instrument instrument, int mostSeries)
    {
        Instrument = instrument;
        _mostSeries = mostSeries;
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<char>>();
        var type = instrument.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        Kind = definition == typeof(Histogram<>) ? InstrumentKind.Histogram
            : definition == typeof(Counter<>) || definition == typeof(ObservableCounter<>) ? InstrumentKind.Counter
            : InstrumentKind.Gauge;
        // Counters and up-down counters report changes, everything that is asked reports totals.
        Adds = definition == typeof(Counter<>) || definition == typeof(UpDownCounter<>);
        Bounds = Kind == InstrumentKind.Histogram ? Boundaries(instrument) : [];
    }

    public Instrument Instrument { get; }

    public InstrumentKind Kind { get; }

    /// <summary>Upper bounds of a histogram's buckets, without the last, infinite one.</summary>
    public IReadOnlyList<double> Bounds { get; }

    public bool IsEmpty => _series.IsEmpty;

    private bool Adds { get; }

    /// <summary>The series in the order of their tags, each as it is at this moment.</summary>
    public IEnumerable<SeriesValue> Values() => _series.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Read(pair.Key));

    public void Clear()
    {
        _series.Clear();
        _count = 0;
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Span<char> buffer = stackalloc char[LongestTags];
        var key = Write(tags, buffer);
        if (!_byTags.TryGetValue(key, out var series)) series = Add(key);
        series.Record(value, Kind, Adds);
    }

    private Series Add(ReadOnlySpan<char> key)
    {
        // A few more than the most when many threads meet a new combination at once.
        if (_count >= _mostSeries) key = "overflow=\"true\"";
        else Interlocked.Increment(ref _count);
        return _series.GetOrAdd(key.ToString(), static (_, bounds) => new(bounds), Bounds.Count == 0 ? [] : (double[])Bounds);
    }

    // As Prometheus writes labels: name="value",name="value". Beyond the buffer's length tags are left out.
    private static ReadOnlySpan<char> Write(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<char> buffer)
    {
        var length = 0;
        foreach (var (name, value) in tags)
        {
            if (value is null) continue;
            var text = value switch { string given => given, bool flag => flag ? "true" : "false", IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture), _ => value.ToString() ?? "" };
            if (length + name.Length + 2 * text.Length + 4 > buffer.Length) break;
            if (length > 0) buffer[length++] = ',';
            foreach (var c in name) buffer[length++] = char.IsAsciiLetterOrDigit(c) ? c : '_';
            buffer[length++] = '=';
            buffer[length++] = '"';
            foreach (var c in text)
            {
                if (c is '"' or '\\' or '\n') buffer[length++] = '\\';
                buffer[length++] = c == '\n' ? 'n' : c;
            }
            buffer[length++] = '"';
        }
        return buffer[..length];
    }

    private static double[] Boundaries(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } given } => [.. given],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(bound => (double)bound)],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(bound => (double)bound)],
        { Unit: "s" } => Seconds,
        _ => Counts,
    };

    private sealed class Series(double[] bounds)
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[bounds.Length + 1];
        private double _sum;
        private long _measurements;

        public void Record(double value, InstrumentKind kind, bool adds)
        {
            lock (_gate)
            {
                _measurements++;
                if (kind == InstrumentKind.Histogram)
                {
                    var bucket = Array.BinarySearch(bounds, value);
                    _buckets[bucket < 0 ? ~bucket : bucket]++;
                }
                _sum = adds || kind == InstrumentKind.Histogram ? _sum + value : value;
            }
        }

        public SeriesValue Read(string tags)
        {
            lock (_gate) return new(tags, _sum, _measurements, [.. _buckets]);
        }
    }
}

internal enum InstrumentKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <param name="Tags">As Prometheus writes labels, without braces.</param>
/// <param name="Value">The counter's or gauge's value; of a histogram the sum.</param>
/// <param name="Measurements">How many there were.</param>
/// <param name="Buckets">Measurements per bucket, not summed up; empty unless it is a histogram.</param>
internal sealed record SeriesValue(string Tags, double Value, long Measurements, IReadOnlyList<long> Buckets);
