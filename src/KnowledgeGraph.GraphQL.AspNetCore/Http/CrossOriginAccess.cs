using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>Tells browsers which other origins' pages may read answers. Source: Fetch, "CORS protocol".</summary>
internal sealed class CrossOriginAccess
{
    private readonly ICorsService _cors;
    private readonly CorsPolicy? _policy;

    public CrossOriginAccess(ICorsService cors, IReadOnlyCollection<string> allowedOrigins)
    {
        _cors = cors;
        if (allowedOrigins.Count == 0)
            return;
        var policy = new CorsPolicyBuilder().AllowAnyHeader().WithMethods("GET", "POST", "PUT", "DELETE").SetPreflightMaxAge(TimeSpan.FromHours(1));
        _policy = allowedOrigins.Contains("*")
            ? policy.AllowAnyOrigin().Build()
            : policy.WithOrigins([.. allowedOrigins]).AllowCredentials().Build();
    }

    /// <summary>Sets the headers of the answer.</summary>
    /// <returns>Whether the request only asked for them, and is answered.</returns>
    public bool Apply(HttpContext context)
    {
        if (_policy is null || !context.Request.Headers.ContainsKey("Origin"))
            return false;
        var result = _cors.EvaluatePolicy(context, _policy);
        _cors.ApplyResult(result, context.Response);
        if (!result.IsPreflightRequest)
            return false;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}
