using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.Hosting.Metrics;
using KnowledgeGraph.Server.Tests.Access;

namespace KnowledgeGraph.Server.Tests.Hosting;

public sealed partial class MetricsTests : IDisposable
{
    private readonly Meter _meter = new("KnowledgeGraph.MetricsTests");
    private readonly MetricsCollector _collector;

    public MetricsTests() => _collector = new(meter => ReferenceEquals(meter, _meter));

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_sums_up_by_its_tags()
    {
        var counter = _meter.CreateCounter<int>("kg.things", "{thing}", "Things seen.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "b"), new KeyValuePair<string, object?>("ok", true));
        Assert.Equal("""
            # HELP kg_things_total Things seen.
            # TYPE kg_things_total counter
            kg_things_total{kind="a"} 5
            kg_things_total{kind="b",ok="true"} 1

            """, PrometheusText.Write(_collector.Collect()));
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        var histogram = _meter.CreateHistogram("kg.wait", "s", "Waits.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 }) histogram.Record(value);
        Assert.Equal("""
            # HELP kg_wait_seconds Waits.
            # TYPE kg_wait_seconds histogram
            kg_wait_seconds_bucket{le="0.1"} 2
            kg_wait_seconds_bucket{le="1"} 3
            kg_wait_seconds_bucket{le="+Inf"} 4
            kg_wait_seconds_sum 7.65
            kg_wait_seconds_count 4

            """, PrometheusText.Write(_collector.Collect()));
    }

    [Fact]
    public void Gauges_show_what_is_now()
    {
        var size = 5L;
        IEnumerable<Measurement<long>> Queues() => size == 0 ? [] : [new(size, new KeyValuePair<string, object?>("queue", "files"))];
        _meter.CreateObservableGauge("kg.queued", Queues, "By");
        var open = _meter.CreateUpDownCounter<int>("kg.open");
        open.Add(3);
        open.Add(-1);
        Assert.Contains("kg_queued_bytes{queue=\"files\"} 5\n", PrometheusText.Write(_collector.Collect()));
        size = 7;
        Assert.Contains("kg_queued_bytes{queue=\"files\"} 7\n", PrometheusText.Write(_collector.Collect()));
        size = 0;
        var text = PrometheusText.Write(_collector.Collect());
        Assert.DoesNotContain("kg_queued", text);
        Assert.Contains("kg_open 2\n", text);
    }

    [Fact]
    public void Values_of_tags_cannot_break_out_of_their_quotes()
    {
        _meter.CreateCounter<int>("kg.odd").Add(1, new KeyValuePair<string, object?>("na me", "a\"b\\c\nd"));
        Assert.Contains("kg_odd_total{na_me=\"a\\\"b\\\\c\\nd\"} 1\n", PrometheusText.Write(_collector.Collect()));
    }

    [Fact]
    public void Tags_that_never_repeat_do_not_fill_the_memory()
    {
        var counter = _meter.CreateCounter<int>("kg.many");
        for (var i = 0; i < 10_000; i++) counter.Add(1, new KeyValuePair<string, object?>("id", i));
        var lines = PrometheusText.Write(_collector.Collect()).Split('\n').Where(line => line.StartsWith("kg_many_total{")).ToList();
        Assert.Equal(MetricsCollector.MostSeries + 1, lines.Count);
        Assert.Contains($"kg_many_total{{overflow=\"true\"}} {10_000 - MetricsCollector.MostSeries}", lines);
        Assert.Equal(10_000, lines.Sum(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_tag_of_any_length_is_taken()
    {
        _meter.CreateCounter<int>("kg.long").Add(1, new KeyValuePair<string, object?>("short", "x"), new KeyValuePair<string, object?>("text", new string('x', 5_000)));
        Assert.Contains("kg_long_total{short=\"x\"} 1\n", PrometheusText.Write(_collector.Collect()));
    }

    [Fact]
    public async Task The_server_tells_of_requests_operations_the_store_and_the_process()
    {
        await using var kg = await RunningKg.StartAsync();
        await kg.AskAsync(RunningKg.Question);
        await kg.AskAsync("{ nonsense }");
        // A request is counted once its connection is done with it, which may be after its answer is read.
        var samples = await MetricsAsync(kg);
        for (var again = 0; again < 600 && !samples.Keys.Any(IsOfGraphQL); again++)
        {
            await Task.Delay(50);
            samples = await MetricsAsync(kg);
        }

        Assert.True(samples["graphql_server_operation_duration_seconds_count{graphql_operation_type=\"query\",graphql_outcome=\"success\"}"] >= 1);
        Assert.Contains(samples, sample => sample.Key.StartsWith("graphql_server_operation_duration_seconds_count{graphql_operation_type=\"none\",graphql_outcome=\"error\"}"));
        Assert.Contains(samples.Keys, IsOfGraphQL);
        Assert.Contains(samples, sample => sample.Key.StartsWith("kestrel_active_connections"));
        Assert.True(samples["dotnet_process_memory_working_set_bytes"] > 1_000_000);
        Assert.Equal(0, samples["kg_store_items{kind=\"article\"}"]);
        Assert.Equal(1, samples["kg_store_up"]);

        static bool IsOfGraphQL(string sample) => sample.StartsWith("http_server_request_duration_seconds_count{") && sample.Contains("http_route=\"/graphql\"");

        static async Task<Dictionary<string, double>> MetricsAsync(RunningKg kg)
        {
            using var response = await kg.Http.GetAsync("/metrics");
            Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            return Parse(await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Metrics_can_be_switched_off()
    {
        await using var kg = await RunningKg.StartAsync(change: settings => settings with { Metrics = false });
        using var response = await kg.Http.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    /// <summary>Reads the exposition strictly: every line is a comment of a known kind or a sample of the metric that the comments name.</summary>
    private static Dictionary<string, double> Parse(string text)
    {
        var samples = new Dictionary<string, double>(StringComparer.Ordinal);
        var (name, type) = ("", "");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Assert.EndsWith("\n", text);
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                name = help.Groups[1].Value;
                Assert.True(seen.Add(name), $"{name} is there twice");
            }
            else if (Kind().Match(line) is { Success: true } kind)
            {
                Assert.Equal(name, kind.Groups[1].Value);
                type = kind.Groups[2].Value;
            }
            else
            {
                var sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                Assert.Contains(sample.Groups[1].Value, type == "histogram" ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : new[] { name });
                samples.Add(line[..line.LastIndexOf(' ')], double.Parse(sample.Groups[3].Value.Replace("+Inf", "Infinity"), CultureInfo.InvariantCulture));
            }
        }
        return samples;
    }

    [GeneratedRegex("^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+$")]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Kind();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*")*\})? (-?[0-9.eE+-]+|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();
}
