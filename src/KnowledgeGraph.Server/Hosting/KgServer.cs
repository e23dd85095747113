using System.Net;
using System.Security.Cryptography.X509Certificates;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.AspNetCore;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL;
using KnowledgeGraph.Server.Hosting.Metrics;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

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

    /// <summary>A service of the server.</summary>
    public T Service<T>() where T : class => _application.Services.GetRequiredService<T>();

    /// <summary>Starts to listen. It is not ready (<c>/health/ready</c>) until <see cref="SetReady"/> is called.</summary>
    /// <param name="configure">Adds services, or replaces some.</param>
    /// <exception cref="IOException">An address cannot be listened at, or a file cannot be written; the message names it.</exception>
    /// <exception cref="ArgumentException">The settings contradict each other; the message says how.</exception>
    public static async Task<KgServer> StartAsync(
        ServerSettings settings, IGraphStore store, Action<IServiceCollection>? configure = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxBodyBytes;
        });
        AddTls(builder, settings);
        AddLogging(builder.Logging, settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownTimeout);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(TimeProvider.System);
        var readiness = new Readiness();
        builder.Services.AddSingleton(readiness);
        AddAccess(builder.Services, settings);
        builder.Services.AddGraphQLServer().AddKnowledgeGraph().DisableIntrospection(!settings.Introspection);
        builder.Services.AddIngestion().AddIngestionHosting();
        builder.Services.AddHostedService<IdleModels>();
        if (settings.Metrics) builder.Services.AddSingleton<MetricsCollector>().AddSingleton<StoreMetrics>();
        if (settings.OtlpEndpoint is { } otlp) builder.Services.AddOtlp(otlp, settings.OtlpHeaders);
        configure?.Invoke(builder.Services);

        var application = builder.Build();
        try
        {
            Map(application, settings);
            // Mistakes in the schema show at the start, not at the first query.
            _ = application.Services.GetRequiredService<IRequestExecutor>();
            await application.StartAsync(cancellation);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
        return new(application, readiness);
    }

    /// <inheritdoc cref="StartAsync(ServerSettings, IGraphStore, Action{IServiceCollection}?, CancellationToken)"/>
    /// <param name="allowedOrigins">Origins whose pages may ask besides its own; <c>*</c>: any.</param>
    public static Task<KgServer> StartAsync(
        string urls, IGraphStore store, IReadOnlyCollection<string>? allowedOrigins = null, CancellationToken cancellation = default) =>
        StartAsync(new ServerSettings { Urls = urls, AllowedOrigins = allowedOrigins ?? [] }, store, null, cancellation);

    /// <summary>From now on <c>/health/ready</c> says yes.</summary>
    public void SetReady() => _readiness.IsReady = true;

    /// <summary>Completes when the server was told to stop (Ctrl+C, SIGTERM) and has finished its requests.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => _application.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static void AddLogging(ILoggingBuilder logging, ServerSettings settings)
    {
        logging.ClearProviders().SetMinimumLevel(settings.LogLevel);
        if (settings.LogJson) logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else logging.AddSimpleConsole();
        // Standard output is for the address; a failure to start is told in one line by the command.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private static void AddTls(WebApplicationBuilder builder, ServerSettings settings)
    {
        if (settings.Certificate is not { } certificate) return;
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            https.ServerCertificate = X509Certificate2.CreateFromPemFile(certificate, settings.CertificateKey)));
    }

    private static void AddAccess(IServiceCollection services, ServerSettings settings)
    {
        var access = settings.Access;
        services.AddSingleton(access);
        services.AddSingleton(new HostFilter(settings.Urls, access.AllowedHosts));
        services.AddSingleton<RateLimits>();
        if (access.KeyFile is { } keys)
        {
            services.AddSingleton(new ApiKeyFile(keys));
            services.AddSingleton<ApiKeys>();
            services.AddHostedService(provider => provider.GetRequiredService<ApiKeys>());
        }
        if (access.Jwt is { } jwt) services.AddSingleton(provider => new JwtCallers(jwt, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<JwtCallers>>()));
        if (access.AuditFile is { } audit) services.AddSingleton(provider => new AuditLog(audit, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AuditLog>>()));
        services.AddSingleton(provider => new CallerIdentification(access, provider.GetRequiredService<IServer>(), provider.GetService<ApiKeys>(), provider.GetService<JwtCallers>()));
        services.AddSingleton(provider => new OperationGate(provider.GetRequiredService<CallerIdentification>(), provider.GetRequiredService<RateLimits>(), provider.GetService<AuditLog>()));
        services.AddSingleton<IOperationMiddleware>(provider => provider.GetRequiredService<OperationGate>());
        if (access.TrustedProxies.Count == 0) return;
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in access.TrustedProxies) forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    private static void Map(WebApplication application, ServerSettings settings)
    {
        var services = application.Services;
        var identification = services.GetRequiredService<CallerIdentification>();
        var gate = services.GetRequiredService<OperationGate>();
        if (settings.Access.TrustedProxies.Count > 0) application.UseForwardedHeaders();
        application.UseMiddleware<AccessMiddleware>();
        application.MapGraphQL("/graphql").WithOptions(new()
        {
            AllowedOrigins = settings.AllowedOrigins,
            Ide = new() { Enabled = settings.Ide, Title = "KnowledgeGraph", ExampleDocument = ExampleQueries.Read() },
            ServeSchema = settings.Introspection,
            MaxRequestBytes = settings.MaxBodyBytes,
            Admit = gate.AdmitAsync,
            Sockets = new()
            {
                OnConnect = async (context, payload, _) =>
                {
                    var (caller, refusal) = await identification.OfAsync(context, payload);
                    if (refusal is not null || !caller.May(Role.Reader)) return false;
                    context.User = caller.ToPrincipal();
                    return true;
                },
            },
        });
        application.MapHealth();
        application.MapStartPage();
        if (settings.Metrics) application.MapMetrics();
    }
}
