using System.CommandLine;
using System.Globalization;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// The options that every verb knows, and the way to declare more. A value comes from the command line, else from the environment
/// (<c>KG_DATA</c>, <c>KG_THREADS</c>, ...), else from the settings file (<c>"data"</c>, <c>"threads"</c>), else it is the default.
/// </summary>
internal sealed class CommonOptions
{
    private readonly Settings _settings;
    private readonly List<string> _mistakes = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    public CommonOptions(Settings settings)
    {
        _settings = settings;
        Data = Text("--data", "FILE", "knowledge-graph.db", "The SQLite file that holds the graph.");
        Store = Choice("--store", "KIND", "sqlite", ["sqlite", "neo4j"], "Where the graph is kept: sqlite or neo4j.");
        Neo4jUri = Text("--neo4j-uri", "URI", "bolt://localhost:7687", "Address of the Neo4j server.");
        Neo4jUser = Text("--neo4j-user", "NAME", "neo4j", "User of the Neo4j server.");
        Neo4jPassword = Secret("--neo4j-password", "WORD", "Password of the Neo4j server; better given as KG_NEO4J_PASSWORD.");
        Threads = Number("--threads", "N", Environment.ProcessorCount, 1, 256, "How many articles are worked on at once.");
        Quiet = Flag("--quiet", "Say nothing but errors on standard error.");
        Json = Flag("--json", "Write the result as JSON.");
        // Its value was read before there were options.
        Config = new("--config") { HelpName = "FILE", Description = "Settings file in place of kg.json: a JSON object of options without dashes." };
    }

    /// <summary>What is wrong with the values of the environment and of the settings file; complete when all verbs are described.</summary>
    public IReadOnlyCollection<string> Mistakes => [.. _mistakes.Distinct(), .. _settings.Keys.Where(key => !_keys.Contains(key)).Select(Unknown)];

    public Option<string> Data { get; }

    public Option<string> Store { get; }

    public Option<string> Neo4jUri { get; }

    public Option<string> Neo4jUser { get; }

    public Option<string> Neo4jPassword { get; }

    public Option<int> Threads { get; }

    public Option<bool> Quiet { get; }

    public Option<bool> Json { get; }

    public Option<string?> Config { get; }

    /// <summary>A text option that the environment and the settings file can give too.</summary>
    public Option<string> Text(string name, string value, string otherwise, string description) => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = Constant(Configured(name) ?? otherwise),
    };

    /// <summary>A text that is never shown; without a default.</summary>
    public Option<string> Secret(string name, string value, string description)
    {
        _secrets.Add(name);
        return Text(name, value, "", description);
    }

    /// <summary>Values of a list, wherever they come from, separated by semicolons.</summary>
    public Option<string> List(string name, string value, string description) => Text(name, value, "", description);

    /// <summary>Values of a list: the option again and again, or separated by semicolons as everywhere.</summary>
    public Option<string[]> Repeatable(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description,
        DefaultValueFactory = Constant(Parts(Configured(name) ?? "")),
        CustomParser = result => [.. result.Tokens.SelectMany(token => Parts(token.Value))],
    };

    /// <summary>One of a few words, wherever it comes from.</summary>
    public Option<string> Choice(string name, string value, string otherwise, string[] words, string description)
    {
        var option = Text(name, value, otherwise, description);
        option.AcceptOnlyFromAmong(words);
        if (Configured(name) is { } configured && !words.Contains(configured)) Mistaken(name, $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}", configured);
        return option;
    }

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
            DefaultValueFactory = Constant(usual),
            CustomParser = result =>
            {
                if (!TryRead(result.Tokens[0].Value, out var number)) result.AddError($"{name}: expected {expected}, found '{result.Tokens[0].Value}'.");
                return number;
            },
        };
    }

    /// <param name="otherwise">What holds where nothing is said; where it is true, <c>NAME false</c> switches off.</param>
    public Option<bool> Flag(string name, string description, bool otherwise = false)
    {
        var usual = otherwise;
        if (Configured(name) is { } configured && !bool.TryParse(configured, out usual)) Mistaken(name, "true or false", configured);
        return new(name) { Description = description, DefaultValueFactory = Constant(usual) };
    }

    /// <summary>Makes the options known to a verb.</summary>
    public void AddTo(Command command, params ReadOnlySpan<Option> more)
    {
        foreach (var option in new Option[] { Data, Store, Neo4jUri, Neo4jUser, Neo4jPassword, Threads, Quiet, Json, Config }) command.Options.Add(option);
        foreach (var option in more) command.Options.Add(option);
    }

    /// <summary>Whether a value must not be shown.</summary>
    public bool IsSecret(Option option) => _secrets.Contains(option.Name);

    private static string[] Parts(string given) => given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Func<System.CommandLine.Parsing.ArgumentResult, T> Constant<T>(T value) => _ => value;

    private void Mistaken(string name, string expected, string found)
    {
        var key = name.TrimStart('-');
        var file = _settings.FileName is { } known ? $" or in {known} (\"{key}\")" : "";
        _mistakes.Add($"{name}: expected {expected} in the environment ({Settings.EnvironmentName(key)}){file}, found '{(_secrets.Contains(name) ? "***" : found)}'.");
    }

    private string Unknown(string key) => $"{_settings.FileName}: there is no setting \"{key}\"{Nearest(key)}. 'kg serve --help' lists them: options without dashes.";

    private string Nearest(string key)
    {
        var nearest = _keys.Select(known => (Known: known, Edits: Edits(key, known))).OrderBy(pair => pair.Edits).ThenBy(pair => pair.Known, StringComparer.Ordinal).First();
        return $"; the nearest is \"{nearest.Known}\"";
    }

    // Levenshtein's distance.
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }

    private string? Configured(string name)
    {
        var key = name.TrimStart('-');
        _keys.Add(key);
        var value = _settings.Find(key);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
