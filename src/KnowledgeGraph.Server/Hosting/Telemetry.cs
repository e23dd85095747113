using KnowledgeGraph.GraphQL.Execution;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>Sends traces and metrics to a receiver by OTLP.</summary>
internal static class Telemetry
{
    public static void AddOtlp(this IServiceCollection services, Uri endpoint, string? headers)
    {
        void Configure(OtlpExporterOptions options, string path)
        {
            // Port 4318 is where receivers listen for OTLP over HTTP; its paths are not added by the exporter when an address is given.
            options.Protocol = endpoint.Port == 4318 ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(endpoint, $"{endpoint.AbsolutePath.TrimEnd('/')}/{path}") : endpoint;
            if (headers is not null) options.Headers = headers;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("knowledge-graph", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter("KnowledgeGraph.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter(options => Configure(options, "v1/metrics")))
            .WithTracing(traces => traces.AddSource(GraphQLDiagnostics.Name, "Microsoft.AspNetCore").AddOtlpExporter(options => Configure(options, "v1/traces")));
    }
}
