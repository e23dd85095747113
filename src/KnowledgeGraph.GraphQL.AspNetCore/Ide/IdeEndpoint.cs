using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.GraphQL.AspNetCore.Ide;

/// <summary>
/// Serves the page and, beside it, <c>bcp-config.json</c>, which the page reads on start. The page needs nothing from elsewhere,
/// and its content security policy lets it reach nothing but this server: it compiles JSON schemas (unsafe-eval) and writes style
/// elements (unsafe-inline); the editor starts its workers from blobs.
/// </summary>
internal sealed class IdeEndpoint(IdeOptions options, IdeFiles files)
{
    private const string ConfigurationName = "bcp-config.json";

    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; connect-src 'self'";

    private readonly byte[] _configuration = Configuration(options);

    /// <summary>Answers a GET or HEAD of <paramref name="name"/> (empty: the page itself); false when there is no such file.</summary>
    public async Task<bool> TryServeAsync(HttpContext context, string name)
    {
        if (name == ConfigurationName)
        {
            await ServeConfigurationAsync(context);
            return true;
        }

        var file = files.Find(name.Length == 0 ? "index.html" : name);
        if (file is null && name.Length == 0)
        {
            await ServePlainPageAsync(context);
            return true;
        }

        if (file is null)
            return false;
        await ServeFileAsync(context, file);
        return true;
    }

    private static async Task ServeFileAsync(HttpContext context, IdeFile file)
    {
        var (request, response) = (context.Request, context.Response);
        SetHeaders(context, file.ContentType);
        response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = file.EntityTag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.EntityTag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var compressed = AcceptEncoding.Allows(request.Headers.AcceptEncoding, "gzip");
        await using var content = compressed ? file.OpenCompressed() : file.OpenPlain();
        if (compressed)
        {
            response.Headers.ContentEncoding = "gzip";
            response.ContentLength = content.Length;
        }

        if (!HttpMethods.IsHead(request.Method))
            await content.CopyToAsync(response.Body, context.RequestAborted);
    }

    private async Task ServeConfigurationAsync(HttpContext context)
    {
        SetHeaders(context, "application/json; charset=utf-8");
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentLength = _configuration.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(_configuration, context.RequestAborted);
    }

    private static Task ServePlainPageAsync(HttpContext context)
    {
        SetHeaders(context, "text/plain; charset=utf-8");
        return context.Response.WriteAsync(
            "This is a GraphQL endpoint. It was built without its page; send queries by POST, or read the schema at ?sdl.\n",
            Encoding.UTF8,
            context.RequestAborted);
    }

    private static void SetHeaders(HttpContext context, string contentType)
    {
        var response = context.Response;
        var host = context.Request.Host.ToUriComponent();
        response.ContentType = contentType;
        // Not every browser takes 'self' for this server's sockets too.
        response.Headers.ContentSecurityPolicy = host.Length == 0 ? ContentSecurityPolicy : $"{ContentSecurityPolicy} ws://{host} wss://{host}";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static byte[] Configuration(IdeOptions options) => JsonSerializer.SerializeToUtf8Bytes(
        new PageConfiguration
        {
            Title = options.Title,
            IncludeCookies = options.IncludeCookies,
            GraphQLDocument = options.ExampleDocument,
            Variables = options.ExampleVariables,
        },
        PageConfigurationJson.Default.PageConfiguration);
}

/// <summary>The content of <c>bcp-config.json</c>, in the names that the page reads.</summary>
internal sealed record PageConfiguration
{
    public required string Title { get; init; }

    /// <summary>The endpoint is the address of the page itself, so that the page works behind any proxy and prefix.</summary>
    public bool UseBrowserUrlAsEndpoint { get; init; } = true;

    public string Endpoint { get; init; } = ".";

    public bool DisableTelemetry { get; init; } = true;

    public bool IncludeCookies { get; init; }

    public bool UseGet { get; init; }

    [JsonPropertyName("graphQLDocument")]
    public string? GraphQLDocument { get; init; }

    public JsonElement? Variables { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageConfiguration))]
internal sealed partial class PageConfigurationJson : JsonSerializerContext;
