using KnowledgeGraph.GraphQL.AspNetCore;
using KnowledgeGraph.Server.GraphQL;
using KnowledgeGraph.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>The web server over an open store.</summary>
public sealed class KgServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Readiness _readiness;

    private KgServer(WebApplication application, Readiness readiness)
    {
        _application = application;
        _readiness = readiness;
    }

    /// <summary>The first address that it listens at, with the port that it got.</summary>
    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts to listen. It is not ready (<c>/health/ready</c>) until <see cref="SetReady"/> is called.</summary>
    /// <param name="allowedOrigins">Origins whose pages may ask besides its own; <c>*</c>: any.</param>
    /// <exception cref="IOException">An address cannot be listened at; the message names it.</exception>
    public static async Task<KgServer> StartAsync(
        string urls, IGraphStore store, IReadOnlyCollection<string>? allowedOrigins = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        // Standard output is for the address; a failure to start is told in one line by the command.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(TimeProvider.System);
        var readiness = new Readiness();
        builder.Services.AddSingleton(readiness);
        builder.Services.AddGraphQLServer().AddKnowledgeGraph();

        var application = builder.Build();
        application.MapGraphQL("/graphql").WithOptions(new() { AllowedOrigins = allowedOrigins ?? [], Ide = new() { Title = "KnowledgeGraph", ExampleDocument = ExampleQueries.Read() } });
        application.MapHealth();
        application.MapStartPage();
        // Mistakes in the schema show at the start, not at the first query.
        _ = application.Services.GetRequiredService<KnowledgeGraph.GraphQL.Execution.IRequestExecutor>();
        await application.StartAsync(cancellation);
        return new(application, readiness);
    }

    /// <summary>From now on <c>/health/ready</c> says yes.</summary>
    public void SetReady() => _readiness.IsReady = true;

    /// <summary>Completes when the server was told to stop (Ctrl+C, SIGTERM) and has finished its requests.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => _application.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
