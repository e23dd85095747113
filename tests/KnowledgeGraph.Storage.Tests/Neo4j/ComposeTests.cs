using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>docker-compose.yml and the Dockerfile agree with the code: no Docker runs where the tests do.</summary>
public sealed class ComposeTests
{
    private static readonly string Compose = File.ReadAllText(Repository.PathOf("docker-compose.yml"));
    private static readonly string Dockerfile = File.ReadAllText(Repository.PathOf("Dockerfile"));

    private static IEnumerable<string> Settings => Compose.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Trim());

    [Fact]
    public void Images_are_the_long_term_version_of_Neo4j_and_the_runtime_of_the_project()
    {
        Assert.Contains("image: neo4j:5.26", Settings);
        var sdk = File.ReadAllText(Repository.PathOf("global.json"));
        Assert.Contains("\"10.0", sdk, StringComparison.Ordinal);
        Assert.Contains("FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build", Dockerfile, StringComparison.Ordinal);
        Assert.Contains("FROM mcr.microsoft.com/dotnet/aspnet:10.0", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_variable_of_the_server_is_an_option_of_the_command_line()
    {
        var sources = string.Concat(Directory.GetFiles(Repository.PathOf("src", "KnowledgeGraph.Server", "Cli"), "*.cs").Select(File.ReadAllText));
        var names = Settings.Where(line => line.StartsWith("KG_", StringComparison.Ordinal)).Select(line => line.Split(':')[0]).Distinct().ToList();
        Assert.Equal(["KG_NEO4J_PASSWORD", "KG_STORE", "KG_NEO4J_URI", "KG_NEO4J_USER", "KG_URLS", "KG_ANONYMOUS"], names);
        foreach (var name in names) Assert.Contains($"\"--{name["KG_".Length..].ToLowerInvariant().Replace('_', '-')}\"", sources, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_are_open_to_this_machine_only_and_are_those_that_the_servers_listen_on()
    {
        Assert.Equal(["7474:7474", "7687:7687", "5080:5080"], Settings.Where(line => line.StartsWith("- \"127.0.0.1:", StringComparison.Ordinal)).Select(line => line["- \"127.0.0.1:".Length..].TrimEnd('"')));
        Assert.Contains("KG_URLS: http://0.0.0.0:5080", Settings);
        Assert.Contains("KG_NEO4J_URI: bolt://neo4j:7687", Settings);
        Assert.Contains("EXPOSE 5080", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_say_whether_they_are_well_and_the_server_waits_for_Neo4j()
    {
        Assert.Equal(2, Settings.Count(line => line == "healthcheck:"));
        Assert.Contains("condition: service_healthy", Settings);
        Assert.Contains(Settings, line => line.Contains("GET /health/ready", StringComparison.Ordinal));
        Assert.Contains("\"/health/ready\"", File.ReadAllText(Repository.PathOf("src", "KnowledgeGraph.Server", "Hosting", "HealthEndpoints.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_password_is_written_down_and_the_server_is_not_root()
    {
        foreach (var line in Settings.Where(line => line.Contains("PASSWORD", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith("test:", StringComparison.Ordinal)))
            Assert.Contains("${KG_NEO4J_PASSWORD", line, StringComparison.Ordinal);
        Assert.Contains("USER $APP_UID", Dockerfile, StringComparison.Ordinal);
    }
}
