using System.Net;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>Registers the way to the web.</summary>
internal static class WebSetup
{
    /// <summary>A client whose connections are guarded; no proxy, no cookies, no redirects of its own, nothing of the environment.</summary>
    public static IServiceCollection AddWebFetcher(this IServiceCollection services)
    {
        services.AddHttpClient(WebFetcher.Client)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agent(provider.GetRequiredService<WebOptions>()));
            })
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<WebOptions>()))
            .RemoveAllLoggers();
        services.AddSingleton<WebFetcher>();
        services.AddSingleton<WebArticles>();
        return services;
    }

    private static string Agent(WebOptions options) =>
        $"{WebFetcher.Product}/1.0 ({(options.Contact is { Length: > 0 } contact ? $"+{contact}" : "reads news articles into a knowledge graph")})";

    private static SocketsHttpHandler Handler(WebOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 4,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
        ConnectCallback = new GuardedConnector(new AddressPolicy(options.AllowedNetworks), options.Resolve ?? Dns.GetHostAddressesAsync).ConnectAsync,
    };
}
