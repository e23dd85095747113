using System.Globalization;

namespace KnowledgeGraph.Benchmarks;

/// <summary>The options of a benchmark's command line: a name, and behind it its value.</summary>
internal sealed class BenchmarkOptions(string[] args)
{
    public bool Has(string name) => args.Contains(name);

    public string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
