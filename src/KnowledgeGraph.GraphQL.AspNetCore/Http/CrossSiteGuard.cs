using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// Refuses what other sites' pages could make a browser send with its cookies and without asking first: bodies of the types that
/// forms send, documents loaded as images or scripts, and WebSockets of foreign origins.
/// </summary>
internal sealed class CrossSiteGuard(IReadOnlyCollection<string> allowedOrigins)
{
    /// <summary>Null where the request's body is JSON in UTF-8, which no page sends to another site without a preflight.</summary>
    public static Rejection? CheckContentType(HttpRequest request)
    {
        if (request.ContentType is "application/json" or "application/json; charset=utf-8" or "application/json;charset=utf-8")
            return CheckContentEncoding(request);
        if (string.IsNullOrEmpty(request.ContentType))
            return Unsupported("The request has no Content-Type; expected application/json.");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return Unsupported("The Content-Type is not supported; expected application/json.");
        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return Unsupported("The charset is not supported; expected utf-8.");
        return CheckContentEncoding(request);
    }

    /// <summary>Null unless the browser says that a page of another site loads this address as a picture, a script or a frame.</summary>
    public static Rejection? CheckGet(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] == "no-cors"
            ? Forbidden("A page of another site may not embed answers of this server.")
            : null;

    /// <summary>Null where the handshake comes from no browser, from this server's own pages or from an allowed origin.</summary>
    public Rejection? CheckOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || allowedOrigins.Contains("*") || allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return null;
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(AuthorityOf(request), StringComparison.OrdinalIgnoreCase)
            ? null
            : Forbidden("Pages of this origin may not open connections to this server.");
    }

    private static string AuthorityOf(HttpRequest request)
    {
        var host = request.Host;
        var isDefault = host.Port == (request.IsHttps ? 443 : 80);
        return isDefault ? host.Host : host.Value ?? "";
    }

    private static Rejection? CheckContentEncoding(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 || request.Headers.ContentEncoding == "identity"
            ? null
            : Unsupported("Compressed bodies are not supported; expected none or identity as Content-Encoding.");

    private static Rejection Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", message);

    private static Rejection Forbidden(string message) => new(StatusCodes.Status403Forbidden, "FORBIDDEN", message);
}
