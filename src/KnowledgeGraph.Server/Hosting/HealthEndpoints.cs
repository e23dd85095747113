using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store answers and the paths given at the start are read.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live"));
        endpoints.MapGet("/health/ready", async (IGraphStore store, Readiness readiness, CancellationToken cancellation) =>
        {
            if (!readiness.IsReady) return Results.Text("reading articles", statusCode: StatusCodes.Status503ServiceUnavailable);
            try
            {
                await store.Reader.ChangesAsync(after: long.MaxValue, limit: 1, cancellation);
                return Results.Text("ready");
            }
            catch (GraphStoreException)
            {
                return Results.Text("the store does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
