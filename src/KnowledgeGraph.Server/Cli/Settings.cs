using System.Globalization;
using System.Text.Json;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// What the environment (<c>KG_DATA</c>, <c>KG_JWT_ISSUER</c>) and the settings file (<c>"data"</c>, <c>"jwt-issuer"</c>) say, by option.
/// The file is the one that <c>--config</c> or <c>KG_CONFIG</c> names, else <c>kg.json</c>, else <c>appsettings.json</c> in the working folder.
/// </summary>
internal sealed class Settings
{
    private const string ConfigOption = "--config";
    private const int LargestFile = 1 << 20;
    private static readonly string[] UsualFiles = ["kg.json", "appsettings.json"];

    private readonly Dictionary<string, string> _file;

    private Settings(string? fileName, Dictionary<string, string> file)
    {
        FileName = fileName;
        _file = file;
    }

    /// <summary>The settings file's name as messages show it; null where there is none.</summary>
    public string? FileName { get; }

    /// <summary>The keys of the settings file.</summary>
    public IReadOnlyCollection<string> Keys => _file.Keys;

    /// <exception cref="CommandException">The file is not there, or is no JSON object of texts, numbers, booleans and lists of them.</exception>
    public static Settings Read(IReadOnlyList<string> args, string folder)
    {
        var named = Named(args) ?? Environment.GetEnvironmentVariable("KG_CONFIG");
        if (string.IsNullOrWhiteSpace(named)) named = null;
        var name = named ?? UsualFiles.FirstOrDefault(usual => File.Exists(Path.Combine(folder, usual)));
        return name is null ? new(null, []) : new(name, ReadFile(name, Path.Combine(folder, name)));
    }

    /// <summary>The value that the environment, else the file, gives for an option; null: none.</summary>
    /// <param name="key">The option's name without dashes in front.</param>
    public string? Find(string key)
    {
        var value = Environment.GetEnvironmentVariable(EnvironmentName(key));
        return !string.IsNullOrWhiteSpace(value) ? value : _file.GetValueOrDefault(key);
    }

    public static string EnvironmentName(string key) => $"KG_{key.Replace('-', '_').ToUpperInvariant()}";

    // The file must be known before the options are, whose defaults it gives.
    private static string? Named(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            if (args[i].StartsWith(ConfigOption + "=", StringComparison.Ordinal)) return args[i][(ConfigOption.Length + 1)..];
            if (args[i] == ConfigOption && i + 1 < args.Count) return args[i + 1];
        }
        return null;
    }

    private static Dictionary<string, string> ReadFile(string name, string path)
    {
        const string Expected = "expected a JSON object such as { \"data\": \"graph.db\", \"threads\": 4 }";
        if (!File.Exists(path)) throw new CommandException($"the settings file '{name}' is not there.");
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            if (new FileInfo(path).Length > LargestFile) throw new CommandException($"{name} cannot be read: it is larger than {LargestFile} bytes.");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new CommandException($"{name} cannot be read: {Expected}.");
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var value = TextOf(property.Value)
                    ?? throw new CommandException($"{name}: \"{property.Name}\": expected a text, a number, true, false, or a list of these, found {Kind(property.Value)}.");
                if (!values.TryAdd(property.Name.Replace('_', '-').ToLowerInvariant(), value)) throw new CommandException($"{name}: \"{property.Name}\" is there twice.");
            }
        }
        catch (JsonException broken)
        {
            var place = broken.LineNumber is { } line ? $" at line {(line + 1).ToString(CultureInfo.InvariantCulture)}" : "";
            throw new CommandException($"{name} cannot be read{place}: {Expected}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{name} cannot be read: the system refuses it.");
        }
        return values;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null)) =>
            string.Join(';', value.EnumerateArray().Select(TextOf)),
        _ => null,
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list with something else in it",
        _ => "null",
    };
}
