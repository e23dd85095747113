using Microsoft.AspNetCore.Builder;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>Sets up an endpoint that <see cref="GraphQLEndpointRouteBuilderExtensions.MapGraphQL"/> mapped.</summary>
public sealed class GraphQLEndpointConventionBuilder : IEndpointConventionBuilder
{
    internal GraphQLServerOptions Options { get; private set; } = new();

    internal IEndpointConventionBuilder Inner { get; set; } = null!;

    /// <summary>Takes effect until the endpoint's first request.</summary>
    public GraphQLEndpointConventionBuilder WithOptions(GraphQLServerOptions options)
    {
        Options = options;
        return this;
    }

    public void Add(Action<EndpointBuilder> convention) => Inner.Add(convention);

    public void Finally(Action<EndpointBuilder> finallyConvention) => Inner.Finally(finallyConvention);
}
