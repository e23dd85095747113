using Microsoft.AspNetCore.Builder;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>Sets up an endpoint that <see cref="GraphQLEndpointRouteBuilderExtensions.MapGraphQL"/> mapped.</summary>
public sealed class GraphQLEndpointConventionBuilder : IEndpointConventionBuilder
{
    internal GraphQLServerOptions Options { get; private set; } = new();

    /// <summary>The routes of the endpoint, which are set up alike.</summary>
    internal IReadOnlyList<IEndpointConventionBuilder> Inner { get; set; } = [];

    /// <summary>Takes effect until the endpoint's first request.</summary>
    public GraphQLEndpointConventionBuilder WithOptions(GraphQLServerOptions options)
    {
        Options = options;
        return this;
    }

    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var route in Inner)
            route.Add(convention);
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var route in Inner)
            route.Finally(finallyConvention);
    }
}
