using KnowledgeGraph.GraphQL;
using KnowledgeGraph.Server.GraphQL.Curation;
using KnowledgeGraph.Server.GraphQL.Live;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Puts the public schema together from the classes of this folder.</summary>
public static class SchemaSetup
{
    /// <summary>Registers the executor; the caller registers the <see cref="IGraphStore"/> that it reads.</summary>
    public static IRequestExecutorBuilder AddKnowledgeGraph(this IRequestExecutorBuilder builder)
    {
        builder.Services.AddScoped<GraphSession>();
        builder.Services.AddScoped<Curator>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<PlaceMap>();
        builder.Services.TryAddSingleton(services => new ChangeFollower(
            services.GetRequiredService<IGraphStore>(), services.GetRequiredService<TimeProvider>(), services.GetService<FollowOptions>(), services.GetService<ILogger<ChangeFollower>>()));
        builder.Services.TryAddSingleton(services => new FactFeed(services.GetRequiredService<IGraphStore>(), services.GetService<FollowOptions>()));
        builder.Services.TryAddSingleton(services => new DivergenceFeed(services.GetRequiredService<IGraphStore>(), services.GetService<FollowOptions>()));
        builder.Services.TryAddSingleton<IGraphRecorder>(services => new WakingRecorder(services.GetRequiredService<IGraphStore>().Recorder, services.GetRequiredService<ChangeFollower>()));
        builder.Services.AddIngestion();
        return builder
            .SetSchemaDescription("A knowledge graph of the news: people, organisations, places and events, what they said and did, every fact with the sentence that says it.")
            .AddEnum<Predicate>(Predicates.MakeEnum())
            .AddTypes(typeof(SchemaSetup).Assembly);
    }
}
