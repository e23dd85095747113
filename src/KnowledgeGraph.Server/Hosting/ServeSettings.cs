namespace KnowledgeGraph.Server.Hosting;

/// <summary>How the server is to run.</summary>
/// <param name="Urls">Addresses to listen at, separated by semicolons.</param>
/// <param name="Store">The graph that it serves.</param>
public sealed record ServeSettings(string Urls, StoreSettings Store);
