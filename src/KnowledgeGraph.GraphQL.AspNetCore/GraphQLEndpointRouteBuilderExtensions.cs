using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.AspNetCore.Ide;
using KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;
using KnowledgeGraph.GraphQL.AspNetCore.WebSockets;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.GraphQL.AspNetCore;

public static class GraphQLEndpointRouteBuilderExtensions
{
    private const string Rest = "rest";

    /// <summary>
    /// Maps a GraphQL endpoint: requests by POST and GET, graphql-transport-ws, graphql-sse, the schema as text, and the page for
    /// browsers. Needs <see cref="GraphQLServerServiceCollectionExtensions.AddGraphQLServer"/> and no other middleware.
    /// </summary>
    /// <param name="path">Where the endpoint is, without a slash at its end.</param>
    public static GraphQLEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var root = path.TrimEnd('/');
        var builder = new GraphQLEndpointConventionBuilder();
        var endpoint = new Lazy<GraphQLEndpoint>(() => Create(endpoints.ServiceProvider, builder.Options));
        builder.Inner =
        [
            endpoints.Map(root.Length == 0 ? "/" : root, Pipeline(endpoints, context => endpoint.Value.AnswerAsync(context, ""))),
            endpoints.Map($"{root}/{{**{Rest}}}", Pipeline(endpoints, context => endpoint.Value.AnswerAsync(context, (string?)context.Request.RouteValues[Rest] ?? ""))),
        ];
        return builder.WithDisplayName("GraphQL");
    }

    /// <summary>A POST is never a handshake, and is spared the look.</summary>
    private static RequestDelegate Pipeline(IEndpointRouteBuilder endpoints, RequestDelegate answer)
    {
        var application = endpoints.CreateApplicationBuilder().UseWebSockets();
        application.Run(answer);
        var withSockets = application.Build();
        return context => HttpMethods.IsPost(context.Request.Method) ? answer(context) : withSockets(context);
    }

    private static GraphQLEndpoint Create(IServiceProvider services, GraphQLServerOptions options)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var executor = services.GetRequiredService<IRequestExecutor>();
        var runner = new OperationRunner(executor, services.GetRequiredService<ILogger<OperationRunner>>(), options.Admit);
        var events = new EventResponse(runner, options.EventStreams, time, stopping);
        var http = new HttpTransport(runner, events, options, time);
        return new GraphQLEndpoint(
            options,
            new CrossOriginAccess(services.GetRequiredService<ICorsService>(), options.AllowedOrigins),
            runner,
            http,
            new WebSocketTransport(runner, http, new CrossSiteGuard(options.AllowedOrigins), options.Sockets, scopes, time, stopping),
            new EventStreamTransport(runner, http, events, options.EventStreams, scopes, time, stopping),
            options.Ide.Enabled ? new IdeEndpoint(options.Ide, IdeFiles.Embedded()) : null,
            () => SchemaPrinter.Print(executor.Schema));
    }
}
