using System.Text;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.AspNetCore.Ide;
using KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;
using KnowledgeGraph.GraphQL.AspNetCore.WebSockets;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>One endpoint: decides by method, path and headers which transport answers a request.</summary>
internal sealed class GraphQLEndpoint(
    GraphQLServerOptions options,
    CrossOriginAccess origins,
    OperationRunner runner,
    HttpTransport http,
    WebSocketTransport sockets,
    EventStreamTransport streams,
    IdeEndpoint? ide,
    Func<string> printSchema)
{
    private const string SchemaName = "schema.graphql";
    private const string StreamName = "stream";

    private readonly Lazy<byte[]> _schema = new(() => Encoding.UTF8.GetBytes(printSchema()));

    /// <param name="context">The request.</param>
    /// <param name="name">What follows the endpoint's path and a slash; may be empty.</param>
    public Task AnswerAsync(HttpContext context, string name)
    {
        if (origins.Apply(context))
            return Task.CompletedTask;
        if (name.Length == 0)
            return AnswerRootAsync(context);
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return name switch
        {
            SchemaName when isRead && options.ServeSchema => WriteSchemaAsync(context),
            StreamName when options.EventStreams.Enabled => streams.AnswerAsync(context),
            _ when isRead && ide is not null => ServeFileAsync(context, name),
            _ => NotFoundAsync(context),
        };
    }

    private Task AnswerRootAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) && options.Sockets.Enabled && context.WebSockets.IsWebSocketRequest)
            return sockets.AnswerAsync(context);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            if (request.Query.ContainsKey("sdl") && options.ServeSchema)
                return WriteSchemaAsync(context);
            if (ide is not null && IsForPeople(request))
                return request.Path.Value!.EndsWith('/') ? ServeFileAsync(context, "") : RedirectToPageAsync(context);
        }

        if (options.EventStreams.Enabled && EventStreamTransport.IsMeant(request))
            return streams.AnswerAsync(context);
        if (HttpMethods.IsPost(request.Method) || (HttpMethods.IsGet(request.Method) && options.AllowGet))
            return http.AnswerAsync(context);
        context.Response.Headers.Allow = options.AllowGet ? "GET, POST" : "POST";
        return http.RejectAsync(context, new Rejection(
            StatusCodes.Status405MethodNotAllowed,
            "METHOD_NOT_ALLOWED",
            options.AllowGet ? "The method is not supported; expected GET or POST." : "The method is not supported; expected POST."));
    }

    private static bool IsForPeople(HttpRequest request) =>
        !request.Query.ContainsKey("query")
        && !request.Query.ContainsKey("documentId")
        && AcceptHeader.Negotiate(request.Headers.Accept, html: true) == ResponseFormat.Html;

    private static Task RedirectToPageAsync(HttpContext context)
    {
        // The page's own files are named relative to its address, which therefore ends with a slash. So is the redirect, so that it
        // holds behind a proxy that takes a prefix away.
        var path = context.Request.Path.Value!;
        context.Response.Headers.Vary = "Accept";
        context.Response.Redirect($"{path[(path.LastIndexOf('/') + 1)..]}/{context.Request.QueryString}");
        return Task.CompletedTask;
    }

    private async Task ServeFileAsync(HttpContext context, string name)
    {
        if (name.Length == 0)
            context.Response.Headers.Append("Vary", "Accept");
        if (!await ide!.TryServeAsync(context, name))
            await NotFoundAsync(context);
    }

    private async Task WriteSchemaAsync(HttpContext context)
    {
        if (await runner.AdmitAsync(context) is { } refused)
        {
            await http.WriteAsync(context, refused);
            return;
        }

        var response = context.Response;
        response.ContentType = "application/graphql; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentDisposition = "inline; filename=\"schema.graphql\"";
        response.ContentLength = _schema.Value.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(_schema.Value, context.RequestAborted);
    }

    private Task NotFoundAsync(HttpContext context) =>
        http.RejectAsync(context, new Rejection(StatusCodes.Status404NotFound, "NOT_FOUND", "There is nothing at this address."));
}
