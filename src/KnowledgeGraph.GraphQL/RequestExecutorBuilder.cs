using System.Reflection;
using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Execution.Documents;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.GraphQL.Types.CodeFirst;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KnowledgeGraph.GraphQL;

/// <summary>
/// Collects what the schema and its executor are made of. The schema is built when <see cref="IRequestExecutor"/> is first resolved;
/// its mistakes are thrown then, as <see cref="SchemaException"/>.
/// </summary>
public interface IRequestExecutorBuilder
{
    IServiceCollection Services { get; }

    /// <summary>Changes what is collected.</summary>
    IRequestExecutorBuilder Configure(Action<ExecutorConfiguration> configure);
}

/// <summary>The collected configuration.</summary>
public sealed class ExecutorConfiguration
{
    internal SchemaConfiguration Schema { get; } = new();

    internal Schema? ReadySchema { get; set; }

    public RequestExecutorOptions Options { get; } = new();
}

/// <summary>The names by which HotChocolate configures a server.</summary>
public static class RequestExecutorBuilderExtensions
{
    /// <summary>Registers a GraphQL executor without a transport.</summary>
    public static IRequestExecutorBuilder AddGraphQL(this IServiceCollection services)
    {
        var configuration = new ExecutorConfiguration();
        services.TryAddScoped<IBatchScheduler, BatchScheduler>();
        services.AddSingleton<IRequestExecutor>(provider => Build(configuration, provider));
        services.AddSingleton(configuration);
        return new Builder(services, configuration);
    }

    public static IRequestExecutorBuilder AddQueryType<T>(this IRequestExecutorBuilder builder) => builder.AddQueryType(typeof(T));

    public static IRequestExecutorBuilder AddQueryType(this IRequestExecutorBuilder builder, Type type) =>
        builder.Configure(c => SchemaConfiguration.AddOnce(c.Schema.QueryTypes, type));

    public static IRequestExecutorBuilder AddMutationType<T>(this IRequestExecutorBuilder builder) => builder.AddMutationType(typeof(T));

    public static IRequestExecutorBuilder AddMutationType(this IRequestExecutorBuilder builder, Type type) =>
        builder.Configure(c => SchemaConfiguration.AddOnce(c.Schema.MutationTypes, type));

    public static IRequestExecutorBuilder AddSubscriptionType<T>(this IRequestExecutorBuilder builder) => builder.AddSubscriptionType(typeof(T));

    public static IRequestExecutorBuilder AddSubscriptionType(this IRequestExecutorBuilder builder, Type type) =>
        builder.Configure(c => SchemaConfiguration.AddOnce(c.Schema.SubscriptionTypes, type));

    /// <summary>Adds a type that no field leads to, or a class with one of the type attributes.</summary>
    public static IRequestExecutorBuilder AddType<T>(this IRequestExecutorBuilder builder) => builder.AddTypes(typeof(T));

    public static IRequestExecutorBuilder AddTypeExtension<T>(this IRequestExecutorBuilder builder) => builder.AddTypes(typeof(T));

    public static IRequestExecutorBuilder AddTypeExtension(this IRequestExecutorBuilder builder, Type type) => builder.AddTypes(type);

    /// <summary>Sorts classes by their attributes; those without one are added as types.</summary>
    public static IRequestExecutorBuilder AddTypes(this IRequestExecutorBuilder builder, params Type[] types) => builder.Configure(c =>
    {
        foreach (var type in types)
            if (!c.Schema.Add(type))
                SchemaConfiguration.AddOnce(c.Schema.Types, type);
    });

    /// <summary>Adds every class of the assembly that has one of the type attributes, and its data loaders.</summary>
    public static IRequestExecutorBuilder AddTypes(this IRequestExecutorBuilder builder, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (type is { IsAbstract: false } && typeof(IDataLoader).IsAssignableFrom(type))
                builder.Services.TryAddScoped(type);
            else
                builder.Configure(c => c.Schema.Add(type));
        }

        return builder;
    }

    public static IRequestExecutorBuilder AddDataLoader<T>(this IRequestExecutorBuilder builder)
        where T : class, IDataLoader
    {
        builder.Services.TryAddScoped<T>();
        return builder;
    }

    public static IRequestExecutorBuilder AddDataLoader<TService, TImplementation>(this IRequestExecutorBuilder builder)
        where TService : class, IDataLoader
        where TImplementation : class, TService
    {
        builder.Services.TryAddScoped<TService, TImplementation>();
        return builder;
    }

    /// <summary>Adds a scalar, and the C# type whose values it stands for.</summary>
    public static IRequestExecutorBuilder AddScalar(this IRequestExecutorBuilder builder, ScalarType scalar, Type? runtimeType = null) => builder.Configure(c =>
    {
        c.Schema.Scalars.Add(scalar);
        if (runtimeType is not null)
            c.Schema.RuntimeTypes[runtimeType] = scalar.Name;
    });

    /// <summary>Adds an enum whose values come from data and not from a C# enum; values of <typeparamref name="T"/> are shown as it.</summary>
    public static IRequestExecutorBuilder AddEnum<T>(this IRequestExecutorBuilder builder, EnumType type)
        where T : struct, IEquatable<T> => builder.Configure(c => c.Schema.Enums[typeof(T)] = type);

    /// <summary>Shows values of a C# type as the scalar of the given name.</summary>
    public static IRequestExecutorBuilder BindRuntimeType<T>(this IRequestExecutorBuilder builder, string scalar) =>
        builder.Configure(c => c.Schema.RuntimeTypes[typeof(T)] = scalar);

    /// <summary>Switches on global ids: the interface <c>Node</c>, and the fields <c>node</c> and <c>nodes</c>.</summary>
    public static IRequestExecutorBuilder AddGlobalObjectIdentification(this IRequestExecutorBuilder builder) =>
        builder.Configure(c => c.Schema.UsesGlobalIds = true);

    public static IRequestExecutorBuilder ModifyRequestOptions(this IRequestExecutorBuilder builder, Action<RequestExecutorOptions> modify) =>
        builder.Configure(c => modify(c.Options));

    public static IRequestExecutorBuilder ModifyPagingOptions(this IRequestExecutorBuilder builder, Func<PagingOptions, PagingOptions> modify) =>
        builder.Configure(c => c.Schema.Paging = modify(c.Schema.Paging));

    /// <summary>Executes documents by their sha256 from the <c>.graphql</c> files of a folder. <paramref name="only"/>: and nothing else.</summary>
    public static IRequestExecutorBuilder AddTrustedDocuments(this IRequestExecutorBuilder builder, string folder, bool only = false) =>
        builder.AddTrustedDocuments(_ => new TrustedDocumentFolder(folder), only);

    /// <inheritdoc cref="AddTrustedDocuments(IRequestExecutorBuilder, string, bool)"/>
    public static IRequestExecutorBuilder AddTrustedDocuments(this IRequestExecutorBuilder builder, Func<IServiceProvider, ITrustedDocuments> documents, bool only = false)
    {
        builder.Services.AddSingleton(documents);
        return builder.Configure(c => c.Options.OnlyTrustedDocuments = only);
    }

    public static IRequestExecutorBuilder DisableIntrospection(this IRequestExecutorBuilder builder, bool disable = true) =>
        builder.Configure(c => c.Options.EnableIntrospection = !disable);

    /// <summary>Serves a schema that is built already.</summary>
    public static IRequestExecutorBuilder UseSchema(this IRequestExecutorBuilder builder, Schema schema) =>
        builder.Configure(c => c.ReadySchema = schema);

    public static IRequestExecutorBuilder SetSchemaDescription(this IRequestExecutorBuilder builder, string description) =>
        builder.Configure(c => c.Schema.Description = description);

    /// <summary>Builds the executor at once, for tests and tools.</summary>
    public static IRequestExecutor BuildRequestExecutor(this IRequestExecutorBuilder builder) =>
        builder.Services.BuildServiceProvider().GetRequiredService<IRequestExecutor>();

    private static RequestExecutor Build(ExecutorConfiguration configuration, IServiceProvider provider)
    {
        if (configuration.ReadySchema is { } ready)
            return new(ready, configuration.Options, provider);
        if (provider.GetService<IServiceProviderIsService>() is { } services)
            configuration.Schema.IsService = services.IsService;
        var (schema, usesDataLoaders) = CodeFirstSchemaBuilder.Build(configuration.Schema);
        var options = configuration.Options.Copy();
        options.UsesDataLoaders = usesDataLoaders;
        return new(schema, options, provider);
    }

    private sealed class Builder(IServiceCollection services, ExecutorConfiguration configuration) : IRequestExecutorBuilder
    {
        public IServiceCollection Services => services;

        public IRequestExecutorBuilder Configure(Action<ExecutorConfiguration> configure)
        {
            configure(configuration);
            return this;
        }
    }
}
