using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>The settings of docker-compose.yml, read from the file, start the server of <c>../shared/neo4j</c>, and the store works on it.</summary>
[Collection(Neo4jServer.Collection)]
public sealed partial class ComposeServerTests
{
    private const string Password = "of-the-environment";

    // Where the image keeps things, which here are folders of the test.
    private static readonly string[] s_ports = ["server.bolt.listen_address", "server.http.listen_address"];

    [OwnNeo4jFact]
    public async Task The_settings_of_the_compose_file_start_a_server_that_the_store_opens()
    {
        var home = Directory.CreateTempSubdirectory("kg-neo4j-compose-").FullName;
        var (bolt, http) = (OwnNeo4j.FreePort(), OwnNeo4j.FreePort());
        var settings = Settings().ToList();
        Assert.Contains(settings, setting => setting.Name == "server.memory.heap.max_size");
        Assert.Contains(settings, setting => setting.Name == "server.memory.pagecache.size");
        foreach (var folder in new[] { "conf", "data", "logs", "plugins", "import", "run" }) Directory.CreateDirectory(Path.Combine(home, folder));
        await File.WriteAllLinesAsync(Path.Combine(home, "conf", "neo4j.conf"), [
            .. settings.Select(setting => $"{setting.Name}={setting.Value}"),
            "server.default_listen_address=127.0.0.1", "server.https.enabled=false", "server.config.strict_validation.enabled=true",
            .. s_ports.Zip([bolt, http], (name, port) => string.Create(CultureInfo.InvariantCulture, $"{name}=:{port}"))]);
        var heap = settings.Single(setting => setting.Name == "server.memory.heap.max_size").Value;
        var library = Path.Combine(Repository.SharedPath("neo4j", "lib"), "*");
        using (var admin = Start(home, library, [], "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", Password)) await admin.WaitForExitAsync();
        using var server = Start(home, library,
            [$"-Xmx{heap}", "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"],
            "org.neo4j.server.CommunityEntryPoint", $"--home-dir={home}", $"--config-dir={Path.Combine(home, "conf")}");
        try
        {
            await using var store = await OpenAsync(string.Create(CultureInfo.InvariantCulture, $"bolt://127.0.0.1:{bolt}"), server);
            await store.Recorder.RecordAsync(Reports.All());
            Assert.Equal(Reports.All().Count, await store.Reader.Articles.CountAsync(new ArticleFilter()));
            Assert.Empty(await store.CheckAsync());
        }
        finally
        {
            if (!server.HasExited) server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(home, recursive: true);
        }
    }

    // As the image's entry point does: NEO4J_ before the name, _ for a dot and __ for a _; and what the shell gives for a variable that is not set.
    private static IEnumerable<(string Name, string Value)> Settings() =>
        from line in File.ReadLines(Repository.PathOf("docker-compose.yml")).TakeWhile(line => !line.StartsWith("  kg:", StringComparison.Ordinal)).Where(line => !line.StartsWith('#'))
        let match = Variable().Match(line)
        where match.Success && match.Groups[1].Value != "AUTH"
        select (match.Groups[1].Value.Replace("__", "\n").Replace('_', '.').Replace('\n', '_'), Default().Replace(match.Groups[2].Value.Trim('"'), "$1"));

    private static async Task<Neo4jGraphStore> OpenAsync(string uri, Process server)
    {
        for (var attempt = 0; ; attempt++)
            try { return await Neo4jGraphStore.OpenAsync(uri, "neo4j", Password); }
            catch (GraphStoreException) when (attempt < 240 && !server.HasExited) { await Task.Delay(500); }
    }

    private static Process Start(string home, string library, string[] options, params string[] arguments) => Process.Start(new ProcessStartInfo("java", [.. options, "-cp", library, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["NEO4J_HOME"] = home, ["NEO4J_CONF"] = Path.Combine(home, "conf") },
    })!;

    [GeneratedRegex(@"^\s+NEO4J_([A-Za-z_]+): (.+)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$\{\w+:-([^}]*)\}")]
    private static partial Regex Default();
}
