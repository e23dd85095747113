using KnowledgeGraph.Server.Cli;

namespace KnowledgeGraph.Server.Tests.Support;

/// <summary>Runs <c>kg</c> in this process with a folder of its own for files.</summary>
public sealed class CommandLine : IDisposable
{
    /// <summary>The folder; its file <c>graph.db</c> is the store of every run, <c>appsettings.json</c> its settings.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("kg-test-").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Runs a verb and gives what a person at the terminal sees.</summary>
    public async Task<Outcome> RunAsync(string[] args, string input = "", CancellationToken cancellation = default)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = await KgCommandLine.RunAsync([.. args, "--data", PathOf("graph.db")], new StringReader(input), output, error, Folder, cancellation);
        var (said, complained) = (output.ToString(), error.ToString());
        Assert.DoesNotContain("   at ", said + complained);
        return new(code, said, complained);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>How a run of <c>kg</c> ended.</summary>
public sealed record Outcome(int Code, string Output, string Error);
