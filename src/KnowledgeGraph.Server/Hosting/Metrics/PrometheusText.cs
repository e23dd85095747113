using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Server.Hosting.Metrics;

/// <summary>
/// Metrics as text. Source: Prometheus, "Text-based exposition format" 0.0.4; names and units by OpenTelemetry's "Prometheus and
/// OpenMetrics Compatibility".
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<InstrumentSeries> instruments)
    {
        var output = new StringBuilder(16 << 10);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instrument in instruments)
        {
            var name = NameOf(instrument);
            // Two meters that name an instrument alike (of two servers in one process) would make the text invalid.
            if (!written.Add(name)) continue;
            output.Append("# HELP ").Append(name).Append(' ').Append(Escaped(instrument.Instrument.Description ?? instrument.Instrument.Name)).Append('\n');
            output.Append("# TYPE ").Append(name).Append(' ').Append(instrument.Kind switch { InstrumentKind.Counter => "counter", InstrumentKind.Gauge => "gauge", _ => "histogram" }).Append('\n');
            foreach (var series in instrument.Values())
            {
                if (instrument.Kind == InstrumentKind.Histogram) WriteHistogram(output, name, instrument, series);
                else Sample(output, name, series.Tags, series.Value);
            }
        }
        return output.ToString();
    }

    /// <summary><c>http.server.request.duration</c> in <c>s</c> becomes <c>http_server_request_duration_seconds</c>.</summary>
    public static string NameOf(InstrumentSeries instrument)
    {
        var name = new StringBuilder(instrument.Instrument.Name.Length + 16);
        foreach (var c in instrument.Instrument.Name) name.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_');
        var unit = instrument.Instrument.Unit switch { "s" => "seconds", "ms" => "milliseconds", "By" => "bytes", "1" when instrument.Kind == InstrumentKind.Gauge => "ratio", _ => null };
        var text = name.ToString();
        if (unit is not null && !text.EndsWith($"_{unit}", StringComparison.Ordinal)) text += $"_{unit}";
        return instrument.Kind == InstrumentKind.Counter && !text.EndsWith("_total", StringComparison.Ordinal) ? $"{text}_total" : text;
    }

    private static void WriteHistogram(StringBuilder output, string name, InstrumentSeries instrument, SeriesValue series)
    {
        var separator = series.Tags.Length == 0 ? "" : ",";
        long sum = 0;
        for (var i = 0; i < series.Buckets.Count; i++)
        {
            sum += series.Buckets[i];
            var bound = i < instrument.Bounds.Count ? Number(instrument.Bounds[i]) : "+Inf";
            Sample(output, $"{name}_bucket", $"{series.Tags}{separator}le=\"{bound}\"", sum);
        }
        Sample(output, $"{name}_sum", series.Tags, series.Value);
        Sample(output, $"{name}_count", series.Tags, series.Measurements);
    }

    private static void Sample(StringBuilder output, string name, string tags, double value)
    {
        output.Append(name);
        if (tags.Length > 0) output.Append('{').Append(tags).Append('}');
        output.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string help) => help.Replace("\\", "\\\\").Replace("\n", "\\n");
}
