using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// What every HTTP request passes before its endpoint: headers that browsers obey, the host's name, no key in the address, and who asks.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, HostFilter hosts, CallerIdentification identification, RateLimits limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context);
        if (!hosts.Allows(context.Request.Host))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "HOST_NOT_ALLOWED", "This server is not known by the name in the header Host; --allow-host adds a name.");
            return;
        }
        if (CallerIdentification.HasKeyInAddress(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "KEY_IN_ADDRESS",
                "A key in the address ends in logs and histories: send it as the header Authorization: Bearer ..., and have this one revoked.");
            return;
        }
        var (caller, refusal) = await identification.OfAsync(context);
        context.User = caller.ToPrincipal();
        if (refusal is not null)
        {
            // Guessing costs as much as asking.
            if (limits.Take(Caller.Nobody, context.Connection.RemoteIpAddress) is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await RefuseAsync(context, StatusCodes.Status429TooManyRequests, ExecutionErrorCodes.RateLimited, $"Too many requests in a short time; ask again in {seconds} s.");
                return;
            }
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, ExecutionErrorCodes.Unauthenticated, refusal);
            return;
        }
        await next(context);
    }

    /// <summary>Answers who may not read with 401 or 403; else false.</summary>
    public static async ValueTask<bool> RefuseWithoutReaderAsync(HttpContext context)
    {
        var caller = Caller.Of(context.User);
        if (caller.May(Role.Reader)) return false;
        if (!caller.IsKnown) context.Response.Headers.WWWAuthenticate = "Bearer";
        await RefuseAsync(context, caller.IsKnown ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized,
            caller.IsKnown ? ExecutionErrorCodes.Forbidden : ExecutionErrorCodes.Unauthenticated, "This needs an API key or a token with the role reader.");
        return true;
    }

    private static void SetHeaders(HttpContext context)
    {
        // Pages that need more say so themselves.
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var body = JsonSerializer.SerializeToUtf8Bytes(new RefusalBody([new(message, new(code))]), RefusalJson.Default.RefusalBody);
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}

internal sealed record RefusalBody(IReadOnlyList<RefusalError> Errors);

internal sealed record RefusalError(string Message, RefusalCode Extensions);

internal sealed record RefusalCode(string Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RefusalBody))]
internal sealed partial class RefusalJson : JsonSerializerContext;
