using KnowledgeGraph.Server.Access;

namespace KnowledgeGraph.Server.Hosting.Metrics;

/// <summary><c>/metrics</c>: what the process measures, for whoever may read.</summary>
internal static class MetricsEndpoint
{
    // Counting a large store takes longer than a scrape should; then the last counts are shown.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        var (collector, store) = (endpoints.ServiceProvider.GetRequiredService<MetricsCollector>(), endpoints.ServiceProvider.GetRequiredService<StoreMetrics>());
        var stopping = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        endpoints.MapGet("/metrics", async context =>
        {
            if (await AccessMiddleware.RefuseWithoutReaderAsync(context)) return;
            await Task.WhenAny(store.RefreshAsync(stopping), Task.Delay(Patience, context.RequestAborted));
            context.Response.ContentType = PrometheusText.ContentType;
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsync(PrometheusText.Write(collector.Collect()), context.RequestAborted);
        });
    }
}
