using System.CommandLine;
using System.CommandLine.Parsing;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// The options that every verb knows. A value comes from the command line, else from the environment (<c>KG_DATA</c>,
/// <c>KG_THREADS</c>, ...), else from <c>appsettings.json</c> in the working folder (<c>"data"</c>, <c>"threads"</c>), else it is the default.
/// </summary>
internal sealed class CommonOptions
{
    private readonly IConfiguration _configuration;

    public CommonOptions(IConfiguration configuration)
    {
        _configuration = configuration;
        Data = Text("--data", "FILE", "knowledge-graph.db", "The SQLite file that holds the graph.");
        Store = Text("--store", "KIND", "sqlite", "Where the graph is kept: sqlite or neo4j.");
        Store.AcceptOnlyFromAmong("sqlite", "neo4j");
        Neo4jUri = Text("--neo4j-uri", "URI", "bolt://localhost:7687", "Address of the Neo4j server.");
        Neo4jUser = Text("--neo4j-user", "NAME", "neo4j", "User of the Neo4j server.");
        Neo4jPassword = Text("--neo4j-password", "WORD", "", "Password of the Neo4j server; better given as KG_NEO4J_PASSWORD.");
        Threads = Number("--threads", "N", Environment.ProcessorCount, 1, 256, "How many articles are worked on at once.");
        Quiet = Flag("--quiet", "Say nothing but errors on standard error.");
        Json = Flag("--json", "Write the result as JSON.");
    }

    public Option<string> Data { get; }

    public Option<string> Store { get; }

    public Option<string> Neo4jUri { get; }

    public Option<string> Neo4jUser { get; }

    public Option<string> Neo4jPassword { get; }

    public Option<int> Threads { get; }

    public Option<bool> Quiet { get; }

    public Option<bool> Json { get; }

    /// <summary>A text option that the environment and the settings file can give too.</summary>
    public Option<string> Text(string name, string value, string otherwise, string description) => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = _ => Configured(name) ?? otherwise,
    };

    /// <summary>A whole number within bounds, wherever it comes from.</summary>
    public Option<int> Number(string name, string value, int otherwise, int least, int most, string description)
    {
        var option = new Option<int>(name)
        {
            HelpName = value,
            Description = description,
            DefaultValueFactory = result =>
            {
                if (Configured(name) is not { } given) return otherwise;
                if (int.TryParse(given, out var number)) return number;
                result.AddError($"{name}: expected a whole number from {least} to {most} in the environment or appsettings.json, found '{given}'.");
                return otherwise;
            },
        };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any()) return;
            var number = result.GetValueOrDefault<int>();
            if (number < least || number > most) result.AddError($"{name}: expected a whole number from {least} to {most}, found {number}.");
        });
        return option;
    }

    public Option<bool> Flag(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => bool.TryParse(Configured(name), out var set) && set,
    };

    private string? Configured(string name)
    {
        var key = name.TrimStart('-');
        var value = _configuration[key.Replace('-', '_')] ?? _configuration[key];
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>Makes the options known to a verb.</summary>
    public void AddTo(Command command, params ReadOnlySpan<Option> more)
    {
        foreach (var option in new Option[] { Data, Store, Neo4jUri, Neo4jUser, Neo4jPassword, Threads, Quiet, Json }) command.Options.Add(option);
        foreach (var option in more) command.Options.Add(option);
    }
}
