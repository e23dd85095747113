using System.CommandLine;
using System.Globalization;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// The options that every verb knows. A value comes from the command line, else from the environment (<c>KG_DATA</c>,
/// <c>KG_THREADS</c>, ...), else from <c>appsettings.json</c> in the working folder (<c>"data"</c>, <c>"threads"</c>), else it is the default.
/// </summary>
internal sealed class CommonOptions
{
    private readonly IConfiguration _configuration;
    private readonly List<string> _mistakes = [];

    public CommonOptions(IConfiguration configuration)
    {
        _configuration = configuration;
        Data = Text("--data", "FILE", "knowledge-graph.db", "The SQLite file that holds the graph.");
        Store = Text("--store", "KIND", "sqlite", "Where the graph is kept: sqlite or neo4j.");
        Store.AcceptOnlyFromAmong("sqlite", "neo4j");
        if (Configured("--store") is { } kind and not ("sqlite" or "neo4j")) Mistaken("--store", "sqlite or neo4j", kind);
        Neo4jUri = Text("--neo4j-uri", "URI", "bolt://localhost:7687", "Address of the Neo4j server.");
        Neo4jUser = Text("--neo4j-user", "NAME", "neo4j", "User of the Neo4j server.");
        Neo4jPassword = Text("--neo4j-password", "WORD", "", "Password of the Neo4j server; better given as KG_NEO4J_PASSWORD.");
        Threads = Number("--threads", "N", Environment.ProcessorCount, 1, 256, "How many articles are worked on at once.");
        Quiet = Flag("--quiet", "Say nothing but errors on standard error.");
        Json = Flag("--json", "Write the result as JSON.");
    }

    /// <summary>What is wrong with the values of the environment and of <c>appsettings.json</c>.</summary>
    public IReadOnlyCollection<string> Mistakes => _mistakes;

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
        var expected = $"a whole number from {least} to {most}";
        bool TryRead(string given, out int number) =>
            int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
        var usual = otherwise;
        if (Configured(name) is { } configured && !TryRead(configured, out usual)) Mistaken(name, expected, configured);
        return new(name)
        {
            HelpName = value,
            Description = description,
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                if (!TryRead(result.Tokens[0].Value, out var number)) result.AddError($"{name}: expected {expected}, found '{result.Tokens[0].Value}'.");
                return number;
            },
        };
    }

    public Option<bool> Flag(string name, string description)
    {
        var usual = false;
        if (Configured(name) is { } configured && !bool.TryParse(configured, out usual)) Mistaken(name, "true or false", configured);
        return new(name) { Description = description, DefaultValueFactory = _ => usual };
    }

    private void Mistaken(string name, string expected, string found)
    {
        var key = name.TrimStart('-').Replace('-', '_');
        _mistakes.Add($"{name}: expected {expected} in the environment (KG_{key.ToUpperInvariant()}) or in appsettings.json (\"{key}\"), found '{found}'.");
    }

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
