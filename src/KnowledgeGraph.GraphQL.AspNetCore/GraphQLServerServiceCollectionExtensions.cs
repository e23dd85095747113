using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KnowledgeGraph.GraphQL.AspNetCore;

public static class GraphQLServerServiceCollectionExtensions
{
    /// <summary>
    /// Registers the engine and what <see cref="GraphQLEndpointRouteBuilderExtensions.MapGraphQL"/> needs. The schema is built when the
    /// host starts, so that its mistakes stop the start and are not found by the first client.
    /// </summary>
    /// <exception cref="SchemaException">Thrown by the host's start where the schema breaks a rule.</exception>
    public static IRequestExecutorBuilder AddGraphQLServer(this IServiceCollection services)
    {
        services.AddCors();
        services.AddHostedService<SchemaCheck>();
        return services.AddGraphQL();
    }

    private sealed class SchemaCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IRequestExecutor>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
